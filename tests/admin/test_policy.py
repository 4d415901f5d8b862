"""Every route, method and role is in the one table, and the application does what the table says."""

import re

import pytest
from flask import Flask

from admin.security.policy import POLICY, allows, line_for
from tests.admin.conftest import DAY, client_as, made, post
from trustops.models import UserRole


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """Every route: its endpoint, method and rule; HEAD is GET without a body."""
    return [
        (rule.endpoint, method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD"})
    ]


def filled(rule: str) -> str:
    """A route with something of the right kind in each of its places."""
    return re.sub(r"<[^>]*>", "1", rule)


def test_every_route_has_its_line_and_every_line_its_route(office: Flask) -> None:
    there = {(endpoint, method) for endpoint, method, _ in routes(office)}
    lines = [(line.endpoint, method) for line in POLICY for method in line.methods]
    assert there == set(lines)
    assert len(lines) == len(set(lines)), "a second line for the same page would never be asked"


def test_only_what_nobody_signs_in_for_is_open_to_anybody() -> None:
    assert {line.endpoint for line in POLICY if line.roles is None} == {
        *("static", "home.static", "account.sign_in", "account.welcome", "diary.feed")
    }


def test_a_route_without_a_line_is_denied(tmp_path_factory: pytest.TempPathFactory) -> None:
    app = made(tmp_path_factory.mktemp("forgotten"))
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    assert client_as(app, "administrator").get("/forgotten").status_code == 403
    assert app.test_client().get("/forgotten").status_code == 303


@pytest.mark.parametrize("role", list(UserRole))
def test_each_role_meets_what_the_table_says(office: Flask, role: UserRole) -> None:
    client = client_as(office, role)
    for endpoint, method, rule in routes(office):
        if endpoint in ("account.sign_out", "static", "home.static") or "<" in rule:
            continue
        answer = client.get(f"{rule}?{DAY}") if method == "GET" else post(client, rule)
        refused = not allows(line_for(endpoint, method), frozenset({role}))
        assert (answer.status_code == 403) == refused, (endpoint, method, answer.status_code)
        assert answer.status_code != 500, (endpoint, method)


def test_a_stranger_is_sent_to_sign_in_from_everywhere(office: Flask) -> None:
    for endpoint, method, rule in routes(office):
        line = line_for(endpoint, method)
        assert line is not None
        if line.roles is None:
            continue
        answer = office.test_client().open(filled(rule), method=method)
        assert answer.status_code == 303, (endpoint, method)
        assert answer.location.startswith("/sign-in"), (endpoint, method)


def test_htmx_is_sent_to_sign_in_as_a_whole_page(office: Flask) -> None:
    answer = office.test_client().get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")
