"""How is a vacancy said in a sentence that names its post and nobody?"""

from trustops.quantities.words import counted, day_text, number_text
from trustops.snapshot import Snapshot
from trustops.succession.standing_empty import Why
from trustops.succession.vacancies import PostVacancy


def vacancy_sentence(snapshot: Snapshot, vacancy: PostVacancy) -> str:
    """One vacancy in a sentence that names its post alone."""
    title = snapshot.post_title(vacancy.post)
    part = "" if vacancy.whole else f"{number_text(vacancy.share)} of "
    if vacancy.from_ is None:
        begins = f"{part}{title} is vacant; no holder has ever been recorded"
    elif vacancy.why is Why.VACANT:
        begins = f"{part}{title} has stood empty since {day_text(vacancy.from_)}"
    else:
        begins = f"{part}{title} falls vacant on {day_text(vacancy.from_)}"
    return f"{begins}; {follows_text(vacancy)}."


def follows_text(vacancy: PostVacancy) -> str:
    """Who follows and when, in words that come after a semicolon."""
    if vacancy.follows:
        return f"somebody is recorded to hold it from {day_text(vacancy.follows)}"
    if vacancy.outside is None or vacancy.days_uncovered is None:
        return "when somebody from outside could start is not known"
    starts = day_text(vacancy.outside.starts)
    if not vacancy.days_uncovered:
        return f"advertised today, somebody from outside starts in time, on {starts}"
    empty = counted(vacancy.days_uncovered, "empty day")
    return f"advertised today, somebody from outside starts on {starts} at the earliest, after {empty}"
