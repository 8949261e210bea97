"""Who may do what with what is whose: every route without a door for staff, by its owner, their group, and a stranger.

A route that is new has no row here, and the first test fails until somebody has said whose it is. All of it is below a
path of somebody else's host, where a visitor sees what leads out of it (`tests/astray.py`).
"""

from datetime import timedelta
from enum import Enum, auto

import pytest
from sqlalchemy import select

from leadgate.discussions.models import Post
from leadgate.foundation.db import session
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import PUBLIC, Role, permission_of
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission
from leadgate.people import queries as people
from leadgate.sanctions.actions import sanctioning
from leadgate.sanctions.types import Sanctioning
from leadgate.staff.actions.accounts import account_with
from tests.astray import BASE_URL
from tests.cast import ADA, NOOR
from tests.groups.scenes import MINA, attached_to, bakers
from tests.surveys.scenes import definition, published

pytestmark = pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
DAY = timedelta(days=1)


class Whose(Enum):
    """Whom a route lets do something."""

    ANYBODYS = auto()
    TOKENS = auto()
    """Whoever holds the token in the address."""
    OWN = auto()
    """Somebody signed in, about themselves; there is nothing in the address to guess."""
    MINE = auto()
    """Who the thing in the address belongs to."""
    MY_GROUPS = auto()
    """Every member of the group it is in."""


ANYBODYS, TOKENS, OWN, MINE, MY_GROUPS = Whose
TABLE = {
    "portal.front": ANYBODYS,
    "portal.sitemap": ANYBODYS,
    "assets.landing_page": ANYBODYS,
    "assets.started": ANYBODYS,
    "sharing_public.script": ANYBODYS,
    "cookies_public.script": ANYBODYS,
    "cookies_public.pinned": ANYBODYS,
    "cookies_public.policy": ANYBODYS,
    "cookies_public.server_policy": ANYBODYS,
    "assets.embed": ANYBODYS,
    "assets.inbox": ANYBODYS,
    "assets.resend": ANYBODYS,
    "assets.picture": ANYBODYS,
    "social_pictures.picture": ANYBODYS,
    "assets.ready": ANYBODYS,
    "assets.download": TOKENS,
    "cookie_choices.choose": ANYBODYS,
    "cookie_me.receipts": OWN,
    "cookie_me.remove": OWN,
    "cookie_choices.receipt": TOKENS,
    "cookie_choices.download": TOKENS,
    "gate_api.describe": ANYBODYS,
    "gate_api.opt_in": ANYBODYS,
    "verification.confirm": TOKENS,
    "verification.guardian": TOKENS,
    "verification.not_me": TOKENS,
    "privacy_notice.notice": ANYBODYS,
    "privacy_notice.versions": ANYBODYS,
    "lead_imports_public.thanks": ANYBODYS,
    "lead_imports_public.refuse": TOKENS,
    "consent.purposes": ANYBODYS,
    "consent.unsubscribe": TOKENS,
    "erasure.progress": TOKENS,
    "erasure.certificate": TOKENS,
    "erasure.answer": TOKENS,
    "meetups.index": MY_GROUPS,
    "meetups.calendar": TOKENS,
    "joining.group": ANYBODYS,
    "joining.join": ANYBODYS,
    "joining.inbox": ANYBODYS,
    "joining.resend": ANYBODYS,
    "joining.guardian": TOKENS,
    "invitations.invitation": TOKENS,
    "joining.not_me": TOKENS,
    "joining.own": OWN,
    "joining.agree": OWN,
    "joining.answer": OWN,
    "joining.change": OWN,
    "joining.take_back": OWN,
    "discussions.talks": MY_GROUPS,
    "discussions.one": MY_GROUPS,
    "discussions.since": MY_GROUPS,
    "discussions.search": MY_GROUPS,
    "sanctions_members.log": MY_GROUPS,
    "sanctions_members.report": MY_GROUPS,
    "discussions.edit": MINE,
    "discussions.remove": MINE,
    "groups_members.leave": MY_GROUPS,
    "discussions_files.one": MY_GROUPS,
    "discussions_files.remove": MINE,
    "discussions_own.mails": MY_GROUPS,
    "discussions_own.keep_draft": MY_GROUPS,
    "discussions_own.react": MY_GROUPS,
    "groups_members.resource": MY_GROUPS,
    "own_sanctions.index": OWN,
    "own_sanctions.appeal": MINE,
    "me.overview": OWN,
    "asset_answers.answers": MINE,
    "me.consent_changed": OWN,
    "me.preferred": OWN,
    "me.delete": OWN,
    "me.my_receipts": OWN,
    "people.link_sent": ANYBODYS,
    "scoring_me.compared": OWN,
    "people.sign_in": ANYBODYS,
    "people.sign_out": ANYBODYS,
    "people_me.address": OWN,
    "people_me.address_sent": ANYBODYS,
    "people_me.agree": TOKENS,
    "people_me.disagree": TOKENS,
    "me.keep_address": OWN,
    "standing.end": OWN,
    "retention.keep": TOKENS,
    "rights.ask": ANYBODYS,
    "rights.sent": ANYBODYS,
    "rights.mandate": TOKENS,
    "rights.deny_mandate": TOKENS,
    "rights.prove": TOKENS,
    "rights.follow": TOKENS,
    "rights.take_back": TOKENS,
    "me.data": OWN,
    "me.export": OWN,
    "rights_me.requests": OWN,
    "surveys.survey": ANYBODYS,
    "survey_pictures.picture": ANYBODYS,
    "page_pictures.picture": ANYBODYS,
    "letter_pictures.picture": ANYBODYS,
    **{f"letter_archive.{page}": ANYBODYS for page in ("index", "one", "feed")},
    "mail_hooks.hear": ANYBODYS,
    "my_letters.index": OWN,
    "my_letters.one": OWN,
    "asset_drafts.look": TOKENS,
    "surveys.thanks": ANYBODYS,
    "surveys.deleted": ANYBODYS,
    "surveys.response": TOKENS,
    "surveys.finish": TOKENS,
    "surveys.delete": TOKENS,
    "staff.entrance": ANYBODYS,
    "staff.sign_in": ANYBODYS,
    "staff.second_step": ANYBODYS,
    "staff.welcome": TOKENS,
    "staff.way_in": TOKENS,
    "staff_passkeys.options_at_the_door": ANYBODYS,
    "staff_passkeys.sign_in": ANYBODYS,
    "staff_openid.sign_in": ANYBODYS,
    "staff_openid.back": ANYBODYS,
    "staff_openid.finish": ANYBODYS,
    "staff_openid.signed_out": ANYBODYS,
    "ledger.checkpoint": ANYBODYS,
    "ledger.cosignatures": ANYBODYS,
    "witness.add_checkpoint": ANYBODYS,
    "witness.key": ANYBODYS,
    "ledger.consistency": ANYBODYS,
    "ledger.key": ANYBODYS,
    "ledger.stamped_checkpoint": ANYBODYS,
    "ledger.time_stamp": ANYBODYS,
    "brand.colours": ANYBODYS,
    "site_settings_public.logo": ANYBODYS,
    "site_settings_public.icon": ANYBODYS,
    "brand.favicon": ANYBODYS,
    "brand.favicon_unasked": ANYBODYS,
    "standards.alive": ANYBODYS,
    "staff.change_password": ANYBODYS,
    "standards.gpc": ANYBODYS,
    "standards.metrics": ANYBODYS,
    "standards.ready": ANYBODYS,
    "standards.robots": ANYBODYS,
    "standards.security_txt": ANYBODYS,
}


def public_routes(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and permission_of(app.view_functions[rule.endpoint]) == PUBLIC:
            yield rule


def routes_of(app, whose: Whose) -> list[tuple[str, str, object]]:
    """Every method and route of that kind."""
    rules = [rule for rule in public_routes(app) if TABLE[rule.endpoint] is whose]
    return [(method, rule.endpoint, rule) for rule in rules for method in sorted(rule.methods & {"GET", "POST"})]


def path_of(app, rule, values: dict[str, object]) -> str:
    with app.test_request_context():
        return rule.build({name: values.get(name, values.get("id")) for name in rule.arguments})[1]


def test_every_public_route_says_whose_it_is(app):
    assert {rule.endpoint for rule in public_routes(app)} == TABLE.keys()


@pytest.fixture
def scene(site):
    """Ada has said, attached, downloaded and been muted; Noor is in her group; Zoe is in another; a stranger is not."""
    site.staff(Role.MODERATOR, MINA)
    published(definition())
    group = bakers(site, admission=Admission.OPEN, questions=False)
    other = bakers(site, "brewers", admission=Admission.OPEN, questions=False)
    site.publish()
    site.confirmed()
    ada, noor = group.ask(), group.ask(NOOR, "Noor")
    zoe = other.ask("zoe@person.example", "Zoe")
    sent = ada.fill("/g/bakers/talks", title="Flour", body="It costs more.")
    assert sent.status_code == 303
    return {"ada": ada, "noor": noor, "zoe": zoe, "nobody": site.visitor(), "values": values_of(group)}


def values_of(group) -> dict[str, dict[str, object]]:
    """What stands in an address, by route; everything there is belongs to Ada."""
    from leadgate.assets.models import Grant

    person = people.person_with(parsed(ADA)).id
    post = session().scalars(select(Post).where(Post.subject_id == person)).one()
    member = session().scalars(select(Membership.id).where(Membership.person_id == person)).one()
    mine = {"group": group.id, "by": account_with(MINA)}
    muted = sanctioning.sanction(member, Sanctioning.MUTE, "Enough.", days=7, **mine)
    return {
        "talk": {"id": post.thread_id, "place": post.thread_id, "last": post.id},
        "post": {"id": post.id},
        "file": {"id": attached_to(post.id)},
        "sanction": {"id": muted},
        "grant": {"grant_id": session().scalars(select(Grant.id).where(Grant.person_id == person)).one()},
    }


ENDS = "groups_members.leave discussions_files.remove discussions.remove"
"""Tried last: after them there is nothing left to try."""
KINDS = {
    "discussions.one": "talk",
    "discussions.since": "talk",
    "discussions_own.keep_draft": "talk",
    "discussions_files.one": "file",
    "discussions_files.remove": "file",
    "own_sanctions.appeal": "sanction",
    "asset_answers.answers": "grant",
}


def tried(app, scene, who: str, whose: Whose, slug: str = "bakers"):
    """Every route of a kind by somebody: what was tried, and the answer."""
    for method, endpoint, rule in sorted(routes_of(app, whose), key=lambda one: ENDS.find(one[1])):
        known = scene["values"][KINDS.get(endpoint, "post")]
        yield (
            endpoint,
            method,
            scene[who].press_at(method, path_of(app, rule, {"slug": slug, "what": "opt-out", **known})),
        )


@pytest.mark.parametrize("whose", [MINE, MY_GROUPS])
def test_the_one_it_belongs_to_gets_everywhere(app, scene, whose):
    for endpoint, method, answer in tried(app, scene, "ada", whose):
        assert answer.status_code in (200, 303, 403, 422), (endpoint, method, answer.status_code)


def test_a_member_reads_what_is_the_groups(app, scene):
    for endpoint, method, answer in tried(app, scene, "noor", MY_GROUPS):
        assert answer.status_code in ((200, 422) if method == "GET" else (200, 303, 422)), (endpoint, method)


@pytest.mark.parametrize("who", ["noor", "zoe", "nobody"])
def test_nobody_else_does_anything_with_what_is_mine(app, scene, who):
    for endpoint, method, answer in tried(app, scene, who, MINE):
        turned_away = answer.status_code == 303 and "/me/sign-in" in answer.location
        assert answer.status_code == 404 or turned_away, (endpoint, method, answer.status_code)
    assert session().scalar(select(Post.id)) is not None


@pytest.mark.parametrize("who", ["zoe", "nobody"])
@pytest.mark.parametrize("slug", ["bakers", "brewers"])
def test_a_stranger_reaches_nothing_of_the_group_by_its_name_or_by_their_own_groups(app, scene, who, slug):
    for endpoint, method, answer in tried(app, scene, who, MY_GROUPS, slug):
        names_nothing = not any(name.endswith("_id") for name in endpoint_arguments(app, endpoint))
        own_door = who == "zoe" and slug == "brewers" and names_nothing
        if not own_door:
            assert answer.status_code == 404, (endpoint, method, slug, answer.status_code)


def endpoint_arguments(app, endpoint: str) -> set[str]:
    return {name for rule in app.url_map.iter_rules(endpoint) for name in rule.arguments} - {"slug"}


def test_who_is_not_signed_in_has_no_own_pages(app, scene):
    for endpoint, method, answer in tried(app, scene, "nobody", OWN):
        turned_away = answer.status_code == 303 and answer.location.endswith(
            ("/me", "/me/sign-in", "/g/bakers/request")
        )
        assert turned_away or answer.status_code in (400, 404), (endpoint, method, answer.status_code)


@pytest.mark.parametrize("token", ["x", "A" * 64, "%F0%9F%98%80", ".", "01a2153a-f005-7162-8e02-7ee2b92cb856"])
def test_a_token_that_is_not_ours_opens_nothing(app, scene, token):
    for method, endpoint, rule in routes_of(app, TOKENS):
        path = path_of(app, rule, {"slug": "why", "token": "TOKEN", "inbox": "old", "notice": new_id()}).replace(
            "TOKEN", token
        )
        answer = scene["ada"].press_at(method, path)
        if (method, endpoint) == ("GET", "staff.welcome"):
            continue  # shows a button to anybody, so that looking uses nothing up
        assert 400 <= answer.status_code < 500, (endpoint, method, answer.status_code)
        assert "Set-Cookie" not in answer.headers, endpoint
