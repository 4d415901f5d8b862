"""What do the example trust's people say of their figures? Their words for the packs of the next two meetings.

The board's pack lacks two boxes, which the chief financial officer still owes: the money, while the accounts are not
whole, and what is behind the cost of agency staff.
"""

from trustops.models import Commentary, Fact, record_of

# The meeting, what the words are about, and the post that wrote them; then the words. A dash begins a line of its own.
WORDS = """
SC-2026-12-01 | ATT01 | W-AHA
Every first-day call has been made by half past nine since September, and the officer has met 31 families at
Watling Park.

TB-2026-12-10 | question | CEO
Yes, where we can tell. Pupils at both our schools and at both primaries that buy our attendance service have been
in school more since it began in September 2025, and have stayed so for a year. We cannot yet say it of this
autumn: Kingsmead’s figures are not in. The service pays for itself. What worries me is how few people it all
rests on.

TB-2026-12-10 | decisions | GOV
- Approve the audited accounts for 2025/26, to be sent by 31 December.
- Approve “One plan for each pupil, reviewed termly” as how we mean to work.
- Agree who would act in each critical post that nobody is ready to take.
- Fill the seats of two trustees whose terms end on 31 December.

TB-2026-12-10 | changes | CEO
Kingsmead has been without a SENCO since 1 September, and its half-term figures have not reached us; the two have
one cause, for the assistant heads there share out the work that the post did. How attendance casework is opened
and closed is written down since October, as the peer review asked. Our IT manager leaves at the end of December.

TB-2026-12-10 | kpis | DSI
Until Kingsmead’s half-term is in, most of these figures are Watling Park’s alone, so please do not read them as
the trust’s. At Watling Park, absence of every kind is below where it was before the service began. At Kingsmead
it was too, up to July. Annual reviews are the exception: 11 of 12 were held on time at Watling Park this
half-term. Agency and supply cost at Kingsmead rose through the year, and has covered vacancies, not sickness.

TB-2026-12-10 | services | COO
All 89 days of the attendance officer that can be sold are sold, so growing means a second officer. Schools tell
us that they buy it for the casework. It rests on one person: we shall ask in spring whether a second, shared with
Ver Meadow, would pay. The technician is sold for less than a day costs; the price is looked at before the
agreements of 2027.

TB-2026-12-10 | succession | HRL
Each critical post without cover is to have an interim named by 18 December; the people committee saw the first
draft on 12 November. The SENCO’s post at Kingsmead was to be advertised by 30 October and is not yet; it goes out
this month, with the IT manager’s.

TB-2026-12-10 | obligations | GOV
Key stage outcomes were held back until the results of re-marked papers were known; they go to the standards
committee on 1 December. The accounts for September were folded into those for October, and the chair has asked
that it does not happen again.

TB-2026-12-10 | improvement | DSI
We learnt from our visit in June that half a day in the timetable does for coaching what our twilight sessions
have not, and Kingsmead now works so. Behaviour is where meaning and doing are furthest apart: fewer than a third
of the staff whom we asked at Kingsmead could say what our routines are. Heads of year begin to spend a day at
each other’s school in January, before the peer review of behaviour in March.

TB-2026-12-10 | risks | CEO
Two matter most. A school must have a SENCO, and one of ours has had none for a term. And too much rests on one
person: the bank mandate and DfE Sign-in have one approver each, which was to have ended in July and has not. Both
are mine to put right. The rest have a day and an owner.

TB-2026-12-10 | children | W-DHP
In September we opened the library at Watling Park at a quarter to eight, with toast, for pupils of Years 8 and 9
who kept missing the start of the day. Twenty-six came in the first week, and about forty come now. They asked for
a table where nobody talks about lateness, and they have one. Several have told their tutors that it is the first
time they have been early for anything. They have asked us to open it on training days too.

TB-2026-12-10 | ATT01 | W-AHA
First-day calls are made by half past nine, and whoever does not answer is visited that week. At Watling Park the
half-term ended at 94.5 %, against 94.1 % a year before. Kingsmead sends its figures in the first week of
December.

TB-2026-12-10 | ATT03 | W-AHA
Fewer pupils miss a tenth of their time because casework now begins at the sixth absence, not the tenth.

TB-2026-12-10 | ATT04 | W-AHA
Families of pupils who miss half of their time are met in person at Watling Park. Kingsmead begins weekly meetings
by 11 December.

TB-2026-12-10 | ATT05 | W-AHA
Breakfast, uniform and bus fares were asked about at every first meeting, and paid for where they were the reason.

TB-2026-12-10 | ATT06 | K-AHA
The part-time timetables at Kingsmead ended in the spring. Without a SENCO we have not begun new ones, nor looked
at those plans as we should.

TB-2026-12-10 | ATT07 | W-AHA
Term-time holidays are fewer since both schools answer requests in the same words.

TB-2026-12-10 | PEO09 | HRL
Five of twelve posts have cover; it was six in July. Interims for the others are to be agreed by 18 December.

TB-2026-12-10 | EST01 | EST
The one check at Watling Park that was overdue in July, of the fixed wiring, was done in October.
"""


def facts() -> list[Fact]:
    """Each box that somebody has written in."""
    return [_box(*entry.split("\n", 1)) for entry in WORDS.strip().split("\n\n")]


def _box(heading: str, words: str) -> Fact:
    meeting, about, post = (part.strip() for part in heading.split("|"))
    text = " ".join(words.split("\n")).replace(" - ", "\n").removeprefix("- ")
    row: Fact = record_of(Commentary)(meeting=meeting, about=about, text=text, written_by=post)
    return row
