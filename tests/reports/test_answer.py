"""Is the answer to the one question the same wherever it is asked, and made from what is known already?"""

from reports.answer import answer, answer_of
from trustops.findings.model import Findings
from trustops.findings.picture import Picture
from trustops.findings.run import findings_of
from trustops.snapshot import Snapshot


def test_a_page_that_has_its_findings_says_what_the_command_line_says(trust: Snapshot) -> None:
    picture = Picture(trust)
    assert answer_of(picture, findings_of(picture)) == answer(trust)


def test_the_findings_that_are_given_are_the_ones_that_are_told(trust: Snapshot) -> None:
    said = answer_of(Picture(trust), Findings(trust.as_of, ()))
    assert said.title.endswith("0 to act on, 0 to watch, 0 to note")
    assert not [line for section in said.sections for line in section.lines if line.startswith(("■", "▲", "○"))]


def test_the_sums_are_headed_by_the_service_as_people_call_it(trust: Snapshot) -> None:
    costs = {service.service: cost for service, cost in Picture(trust).services}
    titles = [working.title for working in costs["ATTEND"].working]  # type: ignore[union-attr]
    assert "Cost of Attendance service, 2026/27" in titles
    assert not [title for title in titles if "ATTEND" in title]
