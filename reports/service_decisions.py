"""What should be known before a service is decided on? Each question answered in a sentence with its table."""

from collections.abc import Callable

from reports.service_answer import Answer, Asked
from reports.service_choices import (
    COVER,
    ELSEWHERE,
    MATTERS,
    SIZE,
    bought_instead,
    right_sized,
    what_covers,
    what_matters,
)
from reports.service_leavers import LEAVE, who_may_leave
from reports.service_risks import ABSENT, LIKELY, how_likely, somebody_away
from reports.service_worth import WORTH, extra_day, is_about_attendance
from trustops.costing.from_snapshot import service_inputs
from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceInputs
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot


def decisions_of(
    snapshot: Snapshot, code: str, year: AcademicYear, changed: ServiceInputs | None = None
) -> tuple[Answer, ...]:
    """The questions about a service in a year; one that cannot be answered does not keep the rest from it.

    ``changed`` is the service as a what-if has it; without, it is asked of as it is recorded. Raises TrustopsError
    where the service cannot be costed at all.
    """
    inputs = changed or service_inputs(snapshot, code, year)
    service_cost(inputs)  # whose reason is said once, not in each of the answers
    asked = Asked(snapshot, code, inputs)
    about = (*QUESTIONS, ("worth", WORTH, extra_day)) if is_about_attendance(snapshot, code) else QUESTIONS
    return tuple(_answered(asked, key, question, answer) for key, question, answer in about)


def _answered(asked: Asked, key: str, question: str, answer: Callable[[Asked], Answer]) -> Answer:
    try:
        return answer(asked)
    except TrustopsError as error:
        return Answer(key=key, question=question, sentence=str(error), known=False)


QUESTIONS = (
    ("cover", COVER, what_covers),
    ("elsewhere", ELSEWHERE, bought_instead),
    ("matters", MATTERS, what_matters),
    ("leave", LEAVE, who_may_leave),
    ("likely", LIKELY, how_likely),
    ("absent", ABSENT, somebody_away),
    ("size", SIZE, right_sized),
)
