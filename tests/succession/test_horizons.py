"""The cover of any set of posts against the definition, and the groups that a trust is asked about."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.succession.test_cover import holds, ready, view
from tests.succession.test_matching import Candidates, by_trying_every_set, graphs, most_filled
from trustops.models import Post, School, record_of
from trustops.models.post import Role
from trustops.models.school import Phase
from trustops.succession.horizons import cover_of_posts


@settings(max_examples=3_000, deadline=None)
@given(graphs, st.data())
def test_the_cover_of_a_set_of_posts_is_the_definition_on_that_set(candidates: Candidates, data: st.DataObject) -> None:
    some = data.draw(st.sets(st.sampled_from(sorted(candidates)), min_size=1))
    own = {post: candidates[post] for post in some}
    number, _, posts = by_trying_every_set(own)
    found = cover_of_posts(candidates, some)
    assert (found.resilience_number, found.weakest_set.posts) == (number, posts)
    assert (found.filled, found.of) == (most_filled(own), len(some))


def test_no_post_has_no_number_and_fills_nothing() -> None:
    found = cover_of_posts({})
    assert (found.filled, found.of, found.resilience_number) == (0, 0, None)


def test_each_place_and_each_kind_of_post_stands_by_itself() -> None:
    school = record_of(School)(urn="100001", name="Ash Primary School", short_name="Ash", phase=Phase.PRIMARY)
    made = record_of(Post)
    found = view(
        school,
        made(post="CEO", title="Chief executive", site="TRUST", critical=5, role=Role.AO_CEO),
        made(post="HEAD", title="Headteacher", site="100001", critical=5, role=Role.HEAD),
        made(post="HEAD2", title="Headteacher", site="TRUST", critical=5, role=Role.HEAD),
        holds("CEO", "P1"),
        holds("HEAD", "P2"),
        holds("HEAD2", "P3"),
        ready("CEO", "P2"),
        ready("HEAD", "P3"),
    )
    assert [(each.name, each.posts, each.cover.resilience_number) for each in found.by_site] == [
        ("Ash", ("HEAD",), 2),
        ("the trust", ("CEO", "HEAD2"), 1),
    ]
    assert [(each.name, each.posts, each.cover.resilience_number) for each in found.by_role] == [
        ("Headteacher", ("HEAD", "HEAD2"), 1)
    ]
