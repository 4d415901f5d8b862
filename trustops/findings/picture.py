"""What do the rules look at? A snapshot with what the areas make of it, each worked out once and only when asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from trustops.costing.from_snapshot import service_costs
from trustops.costing.service_model import ServiceCost
from trustops.governance.calendar import CalendarItem, calendar
from trustops.kpis.book import KpiBook
from trustops.kpis.listing import sites_to_show
from trustops.kpis.periods import MissingValue, missing_values
from trustops.kpis.view import KpiView, kpi_view
from trustops.models import TRUST_SITE, Kpi, Service
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.succession.coming import Coming, coming_obligations
from trustops.succession.cover import succession_view
from trustops.succession.duties import DutyCover, duty_cover
from trustops.succession.vacancies import PostVacancy, vacancy_calendar
from trustops.succession.view import SuccessionView


@dataclass(frozen=True)
class Picture:
    """A day of the trust, as the rules see it.

    With ``hide_small`` it is for readers from whom values that tell of a few people are held back.
    """

    snapshot: Snapshot
    hide_small: bool = False

    @property
    def year(self) -> AcademicYear:
        """The academic year of the day."""
        return AcademicYear.containing(self.snapshot.as_of)

    @cached_property
    def cover(self) -> SuccessionView:
        """Who holds and who could take each critical post."""
        return succession_view(self.snapshot)

    @cached_property
    def vacancies(self) -> tuple[PostVacancy, ...]:
        """The posts that stand or fall vacant in the next 24 months, by what is agreed."""
        return vacancy_calendar(self.snapshot).known

    @cached_property
    def duties(self) -> tuple[DutyCover, ...]:
        """Who can do each duty."""
        return duty_cover(self.snapshot)

    @cached_property
    def coming(self) -> tuple[Coming, ...]:
        """The obligations of the next 12 months that have a preparer, and who could make them."""
        return coming_obligations(self.snapshot)

    @cached_property
    def services(self) -> tuple[tuple[Service, ServiceCost | TrustopsError], ...]:
        """What each service costs this year, or why that is not known."""
        return tuple(service_costs(self.snapshot, self.year))

    @cached_property
    def kpis(self) -> KpiBook:
        """The values, targets and changes of every KPI."""
        return KpiBook.of(self.snapshot, hide_small=self.hide_small)

    @cached_property
    def missing(self) -> tuple[MissingValue, ...]:
        """Every KPI value that is owed and not there."""
        return missing_values(self.snapshot, self.kpis)

    @cached_property
    def kpi_views(self) -> Mapping[tuple[str, str], KpiView]:
        """Every KPI at the trust and at each of its own schools that has values, by code and site."""
        ours = (*self.snapshot.our_schools, TRUST_SITE)
        return {
            (kpi.kpi, site): kpi_view(self.snapshot, kpi.kpi, site, self.kpis)
            for kpi in self.snapshot.all(Kpi)
            for site in sites_to_show(self.kpis, kpi)
            if site in ours
        }

    @cached_property
    def owed(self) -> tuple[CalendarItem, ...]:
        """The obligations of this academic year and the one before, each once."""
        items = [*calendar(self.snapshot, self.year.previous()), *calendar(self.snapshot, self.year)]
        return tuple({(item.id, item.site, item.due, item.period_end): item for item in items}.values())
