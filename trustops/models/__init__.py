"""What does a trust know? Each noun once, with every fact about it declared on its column.

``SHEETS`` is the order in which a person fills the workbook and in which nothing refers to what comes later, but
for posts that report to posts.
"""

from trustops.models.account import Account, AccountLink, AccountRole, AccountSession, UserRole
from trustops.models.board import Action, Meeting, Obligation, Paper, Submission
from trustops.models.collaboration import Network, Resource, Support, Visit
from trustops.models.facts import Base, DataClass, Fact, Sheet, SheetColumn, record_of, sheet_of
from trustops.models.growth import DueDiligence, Joiner
from trustops.models.history import AuditEvent, Import, PackMade
from trustops.models.improvement import PracticeIntent, PracticeSeen, Review, ReviewFinding, Understanding
from trustops.models.kinds import TRUST_SITE, Kind
from trustops.models.kpi import Benchmark, Committee, Kpi, KpiChange, KpiTarget, KpiValue, Objective
from trustops.models.person import Person
from trustops.models.post import Holder, Post
from trustops.models.school import Relation, School, SchoolYear
from trustops.models.service import (
    Agreement,
    Alternative,
    ChargePolicy,
    Delivery,
    Invoice,
    Service,
    ServiceCapacity,
    ServiceCost,
    ServiceStaff,
)
from trustops.models.succession import Duty, DutyHolder, IncompatiblePost, Successor
from trustops.models.trust import Trust, TrustRate
from trustops.models.work import ChoiceKind, Job, JobState, RememberedChoice

SHEETS: tuple[type[Fact], ...] = (
    Trust,
    TrustRate,
    School,
    Relation,
    SchoolYear,
    Person,
    Post,
    Holder,
    Objective,
    Committee,
    Kpi,
    KpiTarget,
    KpiValue,
    KpiChange,
    Benchmark,
    Service,
    ServiceStaff,
    ServiceCapacity,
    ServiceCost,
    Agreement,
    Delivery,
    Alternative,
    ChargePolicy,
    Invoice,
    Meeting,
    Paper,
    Obligation,
    Submission,
    Action,
    Successor,
    IncompatiblePost,
    Duty,
    DutyHolder,
    PracticeIntent,
    PracticeSeen,
    Understanding,
    Review,
    ReviewFinding,
    Network,
    Visit,
    Resource,
    Support,
    Joiner,
    DueDiligence,
)

__all__ = [
    "SHEETS",
    "TRUST_SITE",
    "Account",
    "AccountLink",
    "AccountRole",
    "AccountSession",
    "Action",
    "Agreement",
    "Alternative",
    "AuditEvent",
    "Base",
    "Benchmark",
    "ChargePolicy",
    "ChoiceKind",
    "Committee",
    "DataClass",
    "Delivery",
    "DueDiligence",
    "Duty",
    "DutyHolder",
    "Fact",
    "Holder",
    "Import",
    "IncompatiblePost",
    "Invoice",
    "Job",
    "JobState",
    "Joiner",
    "Kind",
    "Kpi",
    "KpiChange",
    "KpiTarget",
    "KpiValue",
    "Meeting",
    "Network",
    "Objective",
    "Obligation",
    "PackMade",
    "Paper",
    "Person",
    "Post",
    "PracticeIntent",
    "PracticeSeen",
    "Relation",
    "RememberedChoice",
    "Resource",
    "Review",
    "ReviewFinding",
    "School",
    "SchoolYear",
    "Service",
    "ServiceCapacity",
    "ServiceCost",
    "ServiceStaff",
    "Sheet",
    "SheetColumn",
    "Submission",
    "Successor",
    "Support",
    "Trust",
    "TrustRate",
    "Understanding",
    "UserRole",
    "Visit",
    "record_of",
    "sheet_of",
]
