"""Which pages are there? All of them, by hand, in the order of the menu; Home comes before them."""

from admin.pages import TrustopsView
from admin.views.accounts import AccountsView
from admin.views.assumptions import AssumptionsView
from admin.views.board import BoardView
from admin.views.chances import ChancesView
from admin.views.charges import ChargesView
from admin.views.clients import ClientsView
from admin.views.data import DataView
from admin.views.days import DaysView
from admin.views.decisions import DecisionsView
from admin.views.diary import DiaryView
from admin.views.duties import DutiesView
from admin.views.kpi_catalogue import KpiCatalogueView
from admin.views.kpis import KpisView
from admin.views.meetings import MeetingsView
from admin.views.named_reads import NamedReadsView
from admin.views.objectives import ObjectivesView
from admin.views.packs import PacksView
from admin.views.rate_card import RateCardView
from admin.views.records import RecordsView
from admin.views.rules import RulesView
from admin.views.services import ServicesView
from admin.views.succession import SuccessionMapView
from admin.views.vacancies import VacanciesView
from admin.views.what_if import WhatIfView
from admin.views.who_governs import WhoGovernsView

VIEWS: tuple[type[TrustopsView], ...] = (
    ServicesView,
    DaysView,
    DecisionsView,
    ClientsView,
    RateCardView,
    ChargesView,
    KpisView,
    KpiCatalogueView,
    BoardView,
    DiaryView,
    MeetingsView,
    ObjectivesView,
    WhoGovernsView,
    PacksView,
    SuccessionMapView,
    VacanciesView,
    ChancesView,
    DutiesView,
    WhatIfView,
    NamedReadsView,
    DataView,
    RecordsView,
    RulesView,
    AssumptionsView,
    AccountsView,
)
