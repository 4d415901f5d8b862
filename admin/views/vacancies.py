"""Which posts stand or fall vacant, by when must each be advertised, who could act, and if somebody gave notice?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import Response

from admin.downloads import asked_for, table_file
from admin.pages import expose
from admin.views.notice_asked import RULES, asked_notice, fields_typed
from admin.views.readiness import ReadinessView
from reports.cascades import CascadeLines, cascade_lines, cost_sentence, outside_text
from reports.charts import Table
from reports.charts.vacancies import vacancies_chart
from reports.vacancies import meanwhile_text, standing, vacancies_sentence, vacancies_table
from trustops.models import Person, Post
from trustops.quantities.working import Working
from trustops.snapshot import Snapshot
from trustops.succession.acting_cost import acting_cost
from trustops.succession.vacancies import PostVacancy, VacancyCalendar, vacancy_calendar


@dataclass(frozen=True, slots=True)
class VacancyLine:
    """A vacancy as the page has it; who holds it, the moves and their cost only for those who may see them."""

    vacancy: PostVacancy
    title: str
    origin: str
    kind: str
    word: str
    meanwhile: str
    interims: str
    who: str
    who_origin: str
    cascade: CascadeLines | None
    cost: str
    working: Working | None


class VacanciesView(ReadinessView):
    """The calendar of vacancies for 24 months, and what a day of notice would lead to."""

    title = "Vacancies"
    place = "vacancies"
    address = "/succession/vacancies"
    part_of = "succession"

    @expose("/")
    def index(self) -> str | Response:
        snapshot, named = self.looked_at()
        calendar = vacancy_calendar(snapshot)
        if kind := asked_for():
            return table_file(vacancies_file(snapshot, calendar, named=named), "vacancies", kind)
        asked = asked_notice(snapshot, fields_typed(), named=named)
        return self.part(
            "vacancies_notice.html",
            "vacancies.html",
            empty=not snapshot.all(Post),
            named=named,
            lead=vacancies_sentence(snapshot, calendar.known),
            lines=vacancy_lines(snapshot, calendar.known, named=named),
            intended=vacancy_lines(snapshot, calendar.intended, named=named) if named else (),
            hirings=hiring_lines(snapshot, calendar.known),
            chart=vacancies_chart(snapshot, calendar.known, calendar.to),
            asked=asked,
            rules=RULES,
            posts=posts_held(snapshot),
        )


def vacancy_lines(snapshot: Snapshot, vacancies: Sequence[PostVacancy], *, named: bool) -> tuple[VacancyLine, ...]:
    """The vacancies in their order; without a name or a move where those may not be seen."""
    return tuple(_line(snapshot, each, named=named) for each in vacancies)


def _line(snapshot: Snapshot, vacancy: PostVacancy, *, named: bool) -> VacancyLine:
    row = snapshot.one(Post, vacancy.post)
    kind, word = standing(vacancy, snapshot.as_of)
    person = snapshot.one(Person, vacancy.person) if vacancy.person and named else None
    moves = cascade_lines(snapshot, vacancy.cascade, vacancy.flags) if named and vacancy.cascade.moves else None
    cost = acting_cost(snapshot, vacancy.cascade, starts=vacancy.needed) if moves else None
    return VacancyLine(
        vacancy=vacancy,
        title=snapshot.post_title(vacancy.post),
        origin=snapshot.origin(row) if row else "",
        kind=kind,
        word=word,
        meanwhile=meanwhile_text(vacancy),
        interims="; ".join(outside_text(way) for way in vacancy.interims) if named else "",
        who=snapshot.person_name(vacancy.person) if vacancy.person and named else "",
        who_origin=snapshot.origin(person) if person else "",
        cascade=moves,
        cost=cost_sentence(cost) if cost else "",
        working=cost.working if cost else None,
    )


class HiringLine(NamedTuple):
    """How the days of one vacancy were counted."""

    title: str
    weeks: int
    kind: str
    notice: str
    source: str


def hiring_lines(snapshot: Snapshot, vacancies: Sequence[PostVacancy]) -> tuple[HiringLine, ...]:
    """The weeks and the notice behind each vacancy that is not followed already."""
    return tuple(
        HiringLine(snapshot.post_title(each.post), hiring.weeks, hiring.kind, hiring.notice_text, hiring.source)
        for each in vacancies
        if (hiring := each.hiring)
    )


def posts_held(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """The posts that somebody holds, by title: those from which notice can be given."""
    held = {row.post for row in snapshot.holders}
    return tuple(sorted(((post, snapshot.post_title(post)) for post in held), key=lambda pair: (pair[1], pair[0])))


def vacancies_file(snapshot: Snapshot, calendar: VacancyCalendar, *, named: bool) -> Table:
    """The known vacancies as a file has them; with who held the post, and who would move, where those may be seen."""
    table = vacancies_table(snapshot, calendar.known)
    if not named:
        return table
    lines = vacancy_lines(snapshot, calendar.known, named=True)
    rows = [
        (
            *row,
            line.who,
            "; ".join(f"{move.who} to {move.to_post}" for move in line.cascade.moves) if line.cascade else "",
        )
        for row, line in zip(table.rows, lines, strict=True)
    ]
    return Table((*table.headings, "Held by until then", "Moves"), tuple(rows), table.figures, table.caption)
