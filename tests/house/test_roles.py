"""Who may enter which page: every staff route, tried by every role."""

import pytest

from leadgate.foundation.permissions import PUBLIC, Role, permission_of

OWNER, MARKETER, MODERATOR, OFFICER, VIEWER = Role
SEERS, EDITORS, READERS = {OWNER, MARKETER, OFFICER, VIEWER}, {OWNER, MARKETER}, {OWNER, MARKETER, OFFICER}
TABLE = {
    "assets_studio.index": SEERS,
    "assets_studio.new": EDITORS,
    "assets_studio.asset": SEERS,
    "assets_studio.funnel_csv": SEERS,
    "assets_studio.edit": EDITORS,
    "assets_studio.preview": EDITORS,
    "assets_studio.state": EDITORS,
    "assets_studio.leads": READERS,
    "assets_studio.revoke": EDITORS,
    "assets_studio.mail": READERS,
    "staff.password": set(Role),
    "staff.sign_out": set(Role),
}


def staff_routes(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and permission_of(app.view_functions[rule.endpoint]) != PUBLIC:
            yield rule


def test_every_staff_route_stands_in_the_table(app):
    assert {rule.endpoint for rule in staff_routes(app)} == TABLE.keys()


@pytest.mark.parametrize("role", Role)
def test_each_role_enters_what_is_its_own_and_nothing_else(site, app, role):
    asset = site.publish()
    person, stranger = site.staff(role), site.visitor()
    for rule in staff_routes(app):
        if rule.endpoint == "staff.sign_out":
            continue
        method = "GET" if "GET" in rule.methods else "POST"
        with app.test_request_context():
            path = rule.build(dict.fromkeys(rule.arguments, asset))[1]
        answer = person._send(method, path)
        if role in TABLE[rule.endpoint]:
            assert answer.status_code not in (401, 403, 404, 500), (rule.endpoint, answer.status_code)
        else:
            assert answer.status_code == 403, rule.endpoint
        turned_away = stranger._send(method, path)
        assert turned_away.status_code == 303, rule.endpoint
        assert "/staff/sign-in" in turned_away.location
