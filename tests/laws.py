"""How many cases is a law tried on? A few each time; ten thousand with ``pytest --hypothesis-profile=laws``."""

from hypothesis import settings

settings.register_profile("laws", max_examples=10_000, deadline=None)
USUAL = settings.get_profile("default").max_examples


def cases(usual: int) -> settings:
    """``usual`` cases of a law, or as many as the profile asks for where it asks for more than usual."""
    asked = settings().max_examples
    return settings(max_examples=asked if asked > USUAL else usual, deadline=None)
