"""How many cases is a law tried on? A few, the same each time; 10,000 new ones with ``--hypothesis-profile=laws``."""

from hypothesis import HealthCheck, settings

# The same cases on the same code each time, on a machine however slow: what fails, failed because of what changed.
settings.register_profile(
    "usual", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("laws", max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("usual")
USUAL = settings.get_profile("default").max_examples


def cases(usual: int) -> settings:
    """``usual`` cases of a law, or as many as the profile asks for where it asks for more than usual."""
    asked = settings().max_examples
    return settings(max_examples=asked if asked > USUAL else usual, deadline=None)
