"""Do papers go out in time and short enough, are meetings minuted, and is what they asked for done?"""

from collections.abc import Iterator
from datetime import date, timedelta

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.governance.actions import ESCALATED_AFTER, carried_forward, committee_of, is_open
from trustops.governance.agenda import Agenda, agenda
from trustops.governance.committees import committee_name, meetings_of
from trustops.models import Action, Committee, Meeting
from trustops.quantities.words import counted, day_text, listed
from trustops.quantities.years import A_YEAR
from trustops.snapshot import Snapshot

MINUTED_WITHIN = timedelta(days=28)


def _subject(snapshot: Snapshot, row: Meeting) -> Subject:
    name = committee_name(snapshot, row.committee)
    return Subject("meeting", row.meeting, f"{name} of {day_text(row.on_date)}")


def _next(picture: Picture) -> Iterator[tuple[Meeting, Agenda]]:
    """The next meeting of each committee, with its agenda."""
    snapshot = picture.snapshot
    for committee in snapshot.all(Committee):
        held = meetings_of(snapshot, (committee.committee,))
        coming = next((row for row in held if row.on_date >= snapshot.as_of), None)
        if coming is not None:
            yield coming, agenda(snapshot, coming.meeting, picture.owed)


def _papers_late(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    for row, plan in _next(picture):
        late = [item for item in plan.papers if item.paper is not None and item.late]
        if late:
            yield Raised(
                subject=_subject(snapshot, row),
                message=f"{counted(len(late), 'paper')} for the {plan.name.lower()} of {day_text(row.on_date)} went or "
                f"will go out less than a week ahead, after {day_text(plan.papers_by)}: "
                f"{listed([item.title for item in late])}.",
                evidence=tuple(
                    Evidence(item.title, _sent(item.paper.sent_on), snapshot.origin(item.paper))
                    for item in late
                    if item.paper is not None
                ),
                since=plan.papers_by,
            )


def _sent(day: date | None) -> str:
    return f"sent on {day_text(day)}" if day else "not sent"


PAPERS_LATE = Rule(
    id="governance.papers_late",
    title="Papers for the next meeting are less than a week ahead",
    area=Area.GOVERNANCE,
    severity=Severity.AMBER,
    why="Trustees who get papers late cannot read them, ask about them or answer for what they decide.",
    remedy="Send what is ready today, and take what is not off the agenda or to the next meeting.",
    source="DfE, Academy trust governance guide: papers at least seven days ahead",
    check=_papers_late,
)


def _too_long(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    for row, plan in _next(picture):
        over = [item for item in plan.papers if item.over]
        if not (plan.over or over):
            continue
        said = []
        if plan.over:
            said.append(f"its papers come to {plan.pages} pages of {plan.budget}")
        if over:
            said.append(f"{listed([item.title for item in over])} {'is' if len(over) == 1 else 'are'} too long")
        yield Raised(
            subject=_subject(snapshot, row),
            message=f"The {plan.name.lower()} of {day_text(row.on_date)} is asked to read more than was agreed: "
            f"{'; '.join(said)}.",
            evidence=(
                Evidence("Pages in all", str(plan.pages), snapshot.origin(row)),
                *(
                    Evidence(
                        item.title, f"{item.paper.pages} pages of {item.paper.page_budget}", snapshot.origin(item.paper)
                    )
                    for item in over
                    if item.paper is not None
                ),
            ),
        )


TOO_LONG = Rule(
    id="governance.too_many_pages",
    title="A meeting's papers are longer than was agreed",
    area=Area.GOVERNANCE,
    severity=Severity.NOTE,
    why="What is too long is not read, and what matters is missed.",
    remedy="Whoever wrote it puts the answer first and the rest into an appendix.",
    source="The meeting's and the papers' own page budgets; DfE's guidance on short board reports",
    check=_too_long,
)


def _not_minuted(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    today = snapshot.as_of
    keeps = any(row.minutes_approved_on for row in snapshot.all(Meeting))
    for row in sorted(snapshot.all(Meeting), key=lambda row: (row.on_date, row.meeting)):
        if not today - A_YEAR <= row.on_date <= today:
            continue
        later = [each for each in meetings_of(snapshot, (row.committee,)) if row.on_date < each.on_date <= today]
        if not row.minuted and (row.on_date + MINUTED_WITHIN < today or later):
            yield _minutes(snapshot, row, "has no minutes yet", "Minuted", "no")
        elif keeps and row.minuted and row.minutes_approved_on is None and len(later) > 1:
            yield _minutes(snapshot, row, "has minutes that two meetings since have not approved", "Approved", "no")


def _minutes(snapshot: Snapshot, row: Meeting, said: str, label: str, value: str) -> Raised:
    subject = _subject(snapshot, row)
    return Raised(
        subject=subject,
        message=f"The {subject.name[0].lower()}{subject.name[1:]} {said}.",
        evidence=(Evidence(label, value, snapshot.origin(row)),),
        since=row.on_date,
    )


NOT_MINUTED = Rule(
    id="governance.not_minuted",
    title="A meeting has no minutes, or they were never approved",
    area=Area.GOVERNANCE,
    severity=Severity.AMBER,
    why="What was decided is not on record, and cannot be relied on or shown to an auditor.",
    remedy="The governance professional writes them up within four weeks and puts them to the next meeting.",
    source="Companies Act 2006, section 248 (minutes of directors' meetings); four weeks is our default",
    check=_not_minuted,
)


def _overdue(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    for row in snapshot.all(Action):
        if row.due is None or not is_open(row, snapshot.as_of) or row.due >= snapshot.as_of:
            continue
        carried = carried_forward(snapshot, row)
        owner = snapshot.post_title(row.owner) if row.owner else "nobody"
        times = f" and was carried forward by {counted(carried, 'meeting')}" if carried else ""
        up = " It goes to the board." if carried >= ESCALATED_AFTER else ""
        yield Raised(
            subject=Subject("action", row.action, row.title),
            message=f"The action “{row.title}” ({owner}) was due by {day_text(row.due)}{times}.{up}",
            evidence=tuple(_action_evidence(snapshot, row)),
            severity=Severity.RED if carried >= ESCALATED_AFTER else Severity.AMBER,
            since=row.due + timedelta(days=1),
        )


def _action_evidence(snapshot: Snapshot, row: Action) -> Iterator[Evidence]:
    yield Evidence("Due", day_text(row.due) if row.due else "", snapshot.origin(row))
    committee = committee_of(snapshot, row)
    for met in meetings_of(snapshot, (committee,)) if committee and row.due else ():
        if row.due and row.due < met.on_date <= snapshot.as_of:
            yield Evidence("Carried forward", f"{met.meeting}, {day_text(met.on_date)}", snapshot.origin(met))


OVERDUE = Rule(
    id="governance.action_overdue",
    title="An action is late",
    area=Area.GOVERNANCE,
    severity=Severity.AMBER,
    why="Somebody was asked to do something, and the board believes that it is being done.",
    remedy="Its owner does it or says by when; what two meetings have carried forward goes to the board.",
    source="Our default: two meetings",
    check=_overdue,
)
