"""Every page of leadgate, with something on it, for those who look at pages: axe, and people at screenshots."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import UUID

import pyotp
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import select

from leadgate.assets.models import Asset, Grant
from leadgate.assets.room import CONFIRM, GUARDIAN, NOT_ME, READY
from leadgate.assets.verifications import OPT_IN
from leadgate.consent.queries import all_offers
from leadgate.discussions import queries as talks
from leadgate.discussions.models import Post
from leadgate.erasure.actions import erasing
from leadgate.erasure.room import ERASURE
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import UNSUBSCRIBE
from leadgate.foundation.permissions import Role
from leadgate.groups.models import Group, Membership
from leadgate.incidents.models import Incident
from leadgate.joining.models import MembershipRequest
from leadgate.joining.room import CONFIRM_JOIN, GUARDIAN_JOIN
from leadgate.joining.types import JoinState
from leadgate.ledger.actions.recording import Circumstances
from leadgate.meetups.models import Event
from leadgate.people.actions import signing_in
from leadgate.people.models import Person
from leadgate.people.room import ADDRESS_NEW, OPT_IN_BROWSER, PERSON
from leadgate.people.verification.actions import proving
from leadgate.people.verification.models import Verification
from leadgate.rights.actions import receiving, verifying
from leadgate.rights.clocks import Right
from leadgate.rights.models import PrivacyRequest, Whom
from leadgate.rights.room import REQUEST, REQUEST_MANDATE, REQUEST_PROOF
from leadgate.rights.typed import TypedPrivacyRequest
from leadgate.sanctions.models import Sanction
from leadgate.scoring.models import Score
from leadgate.staff.actions import accounts, second_factor
from leadgate.staff.models import StaffTotp
from leadgate.staff.room import STAFF_WAY_IN
from tests.browser.choice_pages import of_choices
from tests.browser.letter_pages import of_letters
from tests.browser.operating_pages import of_operating
from tests.browser.other_sites_pages import of_other_sites
from tests.browser.shown import Shown
from tests.browser.survey_pages import of_good_leads, of_surveys
from tests.cast import ADA, GRETA, TIM
from tests.facts import WAITS
from tests.running import Running
from tests.services import until

PASSWORD = "quiet river stones 42"
STAFF = "marketer@bakery.example"
WITH_APP = "officer-with-app@bakery.example"


LOOKING = ("prospect", "child", "person", "compared", "applicant", "member", "muted", "half", "staff")


def join_staff() -> None:
    """Let there be somebody who may see everything in the studio."""
    second_factor.begin(accounts.add_account(STAFF, Role.OWNER, PASSWORD))
    with_app = accounts.add_account(WITH_APP, Role.OFFICER, PASSWORD)
    second_factor.begin(with_app)
    app = session().scalars(select(StaffTotp).where(StaffTotp.account_id == with_app)).one()
    secret = installation().vault.key_of(with_app).open(StaffTotp.secret, app.id, app.secret)
    second_factor.confirm(with_app, pyotp.TOTP(secret).at(clock.now()))
    forget_what_was_read()


def slow_down(page: Page, latency: int, speed: int) -> None:
    """Milliseconds to the server, and bytes a second; -1 for as many as there can be."""
    link = page.context.new_cdp_session(page)
    conditions = {"offline": False, "latency": latency, "downloadThroughput": speed, "uploadThroughput": speed}
    link.send("Network.emulateNetworkConditions", conditions)


def prepare(running: Running) -> list[Shown]:
    """Let something happen on a demonstration, and list every page there is."""
    waiting, child = _ask(running, ADA), _ask(running, GRETA, guardian=True)
    until(_all_settled)
    tokens = running.here.tokens
    grant = session().scalars(select(Grant).order_by(Grant.id)).first()
    asset = session().scalars(select(Asset).where(Asset.slug == "calm-pricing")).one()
    confirmed = proving.prove(
        OPT_IN,
        _ask(running, "noor@person.example"),
        method="mail-code",
        circumstances=Circumstances("/a/…", "en", "192.0.2.0/24", ""),
    )
    newsletter = next(offer for offer in all_offers("en") if offer.slug == "newsletter")
    ready = tokens.make(READY, confirmed.grant_id)
    welcome = accounts.make_link(accounts.add_account("new@bakery.example", Role.VIEWER)).rpartition("/")[2]
    studio = f"/studio/assets/{asset.id}"
    assert grant
    request = session().scalars(select(PrivacyRequest.id).order_by(PrivacyRequest.received_at.desc())).first()
    follow, prove = (tokens.make(act, request) for act in (REQUEST, REQUEST_PROOF))
    for_child, for_nobody = _asked_for_a_child(), _asked_by_nobody()
    incident = session().scalars(select(Incident.id)).first()
    erased = tokens.make(ERASURE, erasing.erase(_extra(running), why=Why.PERSON))
    return [
        Shown("front", "/"),
        Shown("landing", "/a/calm-pricing"),
        Shown("landing-short", "/a/opening-checklist"),
        Shown("landing-wrong", "/a/calm-pricing", fill=(("email", "nobody"),)),
        Shown("embed", "/a/calm-pricing/embed"),
        Shown("inbox", "/a/calm-pricing/inbox"),
        Shown("inbox-wrong", "/a/calm-pricing/inbox", fill=(("code", "123"),)),
        Shown("inbox-child", "/a/calm-pricing/inbox", "child"),
        Shown("confirm", f"/confirm/{tokens.make(CONFIRM, waiting)}"),
        Shown("not-me", f"/not-me/{tokens.make(NOT_ME, waiting)}"),
        Shown("guardian", f"/guardian/{tokens.make(GUARDIAN, child)}"),
        Shown("ready", f"/a/calm-pricing/ready?{urlencode({'grant': ready})}"),
        Shown("unsubscribe", f"/u/{tokens.make(UNSUBSCRIBE, confirmed.person_id, newsletter.purpose_id)}"),
        Shown("privacy", "/privacy"),
        Shown("privacy-versions", "/privacy/versions"),
        Shown("purposes", "/privacy/purposes"),
        Shown("sign-in", "/me/sign-in"),
        Shown("link-sent", "/me/link-sent"),
        Shown("sign-in-button", "/me/sign-in?token=x"),
        Shown("me", "/me", "person"),
        Shown("delete", "/me/delete", "person"),
        Shown("answers", f"/me/answers/{confirmed.grant_id}", "person"),
        Shown("address", "/me/address", "person"),
        Shown("address-sent", "/me/address/sent", "person"),
        Shown("address-agree", f"/me/address/new/{tokens.make(ADDRESS_NEW, confirmed.grant_id)}"),
        Shown("data", "/me/data", "person"),
        Shown("export", "/me/export", "person"),
        Shown("my-requests", "/me/requests", "person"),
        Shown("request", "/privacy/request"),
        Shown("request-wrong", "/privacy/request", fill=(("email", "nobody"),)),
        Shown("request-sent", "/privacy/request/sent"),
        Shown("request-prove", f"/privacy/request/prove/{prove}"),
        Shown("request-follow", f"/privacy/requests/{follow}"),
        Shown("request-mandate", f"/privacy/request/mandate/{tokens.make(REQUEST_MANDATE, for_child)}"),
        Shown("request-nobody", f"/privacy/requests/{tokens.make(REQUEST, for_nobody)}"),
        Shown("erasure", f"/privacy/erasures/{erased}"),
        Shown("nothing", "/a/nothing"),
        *_of_groups(running),
        *of_surveys(),
        *of_operating(),
        *of_other_sites(),
        *of_good_leads(),
        *of_choices(),
        *of_letters(),
        Shown("ended", "/confirm/" + tokens.make(CONFIRM, confirmed.grant_id)),
        Shown("staff-sign-in", "/staff/sign-in"),
        Shown("staff-welcome", f"/staff/welcome/{welcome}"),
        Shown(
            "staff-way-in", f"/staff/way-in/{tokens.make(STAFF_WAY_IN, accounts.account_with('new@bakery.example'))}"
        ),
        Shown("staff-second-step", "/staff/sign-in/code", "half"),
        Shown("staff-second-step-wrong", "/staff/sign-in/code", "half", fill=(("code", "123"),)),
        Shown("staff-sessions", "/staff/sessions", "staff"),
        Shown("staff-password", "/staff/password", "staff"),
        Shown("staff-password-weak", "/staff/password", "staff", fill=(("current", "x"), ("password", "leadgate"))),
        Shown("staff-second-factor", "/staff/second-factor", "staff"),
        Shown("staff-prove", "/staff/prove", "staff"),
        Shown("staff-team", "/admin/team", "staff"),
        Shown("purposes-studio", "/studio/purposes/", "staff"),
        Shown("purpose", "/studio/purposes/newsletter", "staff"),
        Shown("purpose-wording", "/studio/purposes/newsletter/wording", "staff"),
        Shown("purpose-new", "/studio/purposes/new", "staff"),
        Shown("thank-you", f"{studio}/thank-you", "staff"),
        Shown("settings", "/admin/settings", "staff"),
        Shown("settings-organisation", "/admin/settings/organisation", "staff"),
        Shown("settings-organisation-wrong", "/admin/settings/organisation", "staff", fill=(("authority", "x" * 301),)),
        Shown("settings-site", "/admin/settings/site", "staff"),
        Shown("settings-brand", "/admin/settings/brand", "staff"),
        Shown("settings-wordings", "/admin/settings/wordings", "staff"),
        Shown(
            "settings-wordings-wrong",
            "/admin/settings/wordings/confirm",
            "staff",
            fill=(("heading-en", "{titel}"),),
        ),
        Shown("settings-privacy-notice", "/admin/settings/privacy-notice", "staff"),
        Shown("settings-mail", "/admin/settings/mail", "staff"),
        Shown("studio", "/studio/", "staff"),
        Shown("studio-search", "/studio/search", "staff"),
        Shown("studio-help", "/studio/help/", "staff"),
        Shown("studio-guide", "/studio/help/owners", "staff"),
        Shown("studio-nothing", "/studio/nothing", "staff"),
        Shown("studio-assets", "/studio/assets/", "staff"),
        Shown("studio-figures", "/studio/figures", "staff"),
        Shown("studio-cohorts", "/studio/figures/cohorts", "staff"),
        Shown("studio-consents", "/studio/figures/consent", "staff"),
        Shown("studio-reasons", "/studio/figures/reasons", "staff"),
        Shown("studio-lead-notifications", "/studio/lead-notifications", "staff"),
        Shown("studio-new", "/studio/assets/new", "staff"),
        Shown("studio-asset", studio, "staff"),
        Shown("studio-edit", f"{studio}/edit", "staff"),
        Shown("studio-preview", f"{studio}/preview", "staff"),
        Shown("studio-versions", f"{studio}/versions", "staff"),
        Shown("studio-closed-page", f"{studio}/closed-page", "staff"),
        Shown("studio-languages", f"{studio}/languages", "staff"),
        Shown("studio-end", f"{studio}/end", "staff"),
        Shown("studio-leads", f"{studio}/leads", "staff"),
        Shown("studio-mail", "/studio/mail", "staff"),
        Shown("office", "/office", "staff"),
        Shown("office-closed", "/office/closed", "staff"),
        Shown("office-take-down", "/office/requests/new", "staff"),
        Shown("office-request", f"/office/requests/{request}", "staff"),
        Shown("office-request-child", f"/office/requests/{for_child}", "staff"),
        Shown("office-records", "/office/records", "staff"),
        Shown("office-accountability", "/office/accountability", "staff"),
        Shown("office-incidents", "/office/incidents", "staff"),
        Shown("office-incident-new", "/office/incidents/new", "staff"),
        Shown("office-incident", f"/office/incidents/{incident}", "staff"),
        Shown("office-authority", f"/office/incidents/{incident}/authority", "staff"),
        Shown("office-honey", "/office/incidents/honey", "staff"),
        Shown("office-retention", "/office/retention", "staff"),
        Shown("office-rule", "/office/retention/download/history", "staff"),
    ]


def _of_groups(running: Running) -> list[Shown]:
    group = session().scalars(select(Group)).one()
    pending = select(MembershipRequest.id).where(MembershipRequest.state == JoinState.PENDING)
    request = session().scalars(pending.order_by(MembershipRequest.waiting_since)).first()
    token = running.here.tokens.make
    return [
        Shown("group", "/g/honest-prices"),
        Shown("group-join", "/g/honest-prices/join"),
        Shown("group-join-wrong", "/g/honest-prices/join", fill=(("email", "nobody"),)),
        Shown("group-inbox", "/g/honest-prices/inbox"),
        Shown("group-confirm", f"/confirm/{token(CONFIRM_JOIN, request)}"),
        Shown("group-guardian", f"/g/guardian/{token(GUARDIAN_JOIN, request)}"),
        Shown("group-join-as", "/g/honest-prices/join", "person"),
        Shown("group-asked", "/g/honest-prices", "applicant"),
        Shown("group-request", "/g/honest-prices/request", "applicant"),
        Shown("group-change", "/g/honest-prices/request/change", "applicant"),
        Shown("me-with-groups", "/me", "applicant"),
        Shown("moderation", "/moderate/", "staff"),
        Shown("moderation-queue", "/moderate/honest-prices", "staff"),
        Shown("moderation-asked", "/moderate/honest-prices?state=needs-answer", "staff"),
        Shown("moderation-request", f"/moderate/honest-prices/requests/{request}", "staff"),
        *_inside(group),
        *_moderated(request),
        Shown("studio-groups", "/studio/groups/", "staff"),
        Shown("studio-group-new", "/studio/groups/new", "staff"),
        Shown("studio-group", f"/studio/groups/{group.id}", "staff"),
        Shown("studio-group-edit", f"/studio/groups/{group.id}/edit", "staff"),
        Shown("studio-group-rules", f"/studio/groups/{group.id}/rules", "staff"),
    ]


def _inside(group: Group) -> list[Shown]:
    """What members see."""
    root = "/g/honest-prices"
    talk = next(one for one in talks.threads(group.id, None)[0] if one.replies).thread.id
    said = talks.posts(group.id, talk, None)[0]
    own, others = said[0].id, said[1].id
    return [
        Shown("member-talks", f"{root}/talks", "member"),
        Shown("member-talk", f"{root}/talks/{talk}", "member"),
        Shown("member-edit", f"{root}/posts/{own}/edit", "member"),
        Shown("member-report", f"{root}/posts/{others}/report", "member"),
        Shown("member-search", f"{root}/search?q=price", "member"),
        Shown("member-resources", f"{root}/resources", "member"),
        Shown("member-events", f"{root}/events", "member"),
        Shown("member-mails", f"{root}/mails", "member"),
        Shown("member-log", f"{root}/log", "member"),
        Shown("member-leave", f"{root}/leave", "member"),
        Shown("member-group", root, "member"),
        Shown("member-sanctions", f"{root}/sanctions", "muted"),
        Shown("member-files", f"{root}/talks", "muted"),
    ]


def _moderated(request: UUID | None) -> list[Shown]:
    """What moderators see of what goes on inside."""
    root = "/moderate/honest-prices"
    group = session().scalars(select(Group)).one()
    talk = next(one for one in talks.threads(group.id, None)[0] if one.replies).thread.id
    said = talks.posts(group.id, talk, None)[0][1].id
    member, event = session().scalars(select(Membership.id)).first(), session().scalars(select(Event.id)).first()
    return [
        Shown("moderation-ban", f"{root}/requests/{request}/ban", "staff"),
        Shown("moderation-reports", f"{root}/reports", "staff"),
        Shown("moderation-talks", f"{root}/talks", "staff"),
        Shown("moderation-talk", f"{root}/talks/{talk}", "staff"),
        Shown("moderation-post", f"{root}/posts/{said}/edit", "staff"),
        Shown("moderation-members", f"{root}/members", "staff"),
        Shown("moderation-member", f"{root}/members/{member}", "staff"),
        Shown("moderation-sanctions", f"{root}/sanctions", "staff"),
        Shown("moderation-events", f"{root}/events", "staff"),
        Shown("moderation-event", f"{root}/events/{event}", "staff"),
        Shown("moderation-resources", f"{root}/resources", "staff"),
        Shown("moderation-replies", f"{root}/replies", "staff"),
        Shown("moderation-figures", f"{root}/figures", "staff"),
    ]


def _extra(running: Running):
    """Somebody whose erasure can be looked at."""
    opt_in = _ask(running, "gone@person.example")
    gone = Circumstances("/a/…", "en", "192.0.2.0/24", "")
    return proving.prove(OPT_IN, opt_in, method="mail-code", circumstances=gone).person_id


def enter(context: BrowserContext, running: Running, who: str) -> None:
    """Let a browser be a prospect's, a child's who asked, a signed-in person's, or a member of staff's."""
    if who == "child":
        asked = session().scalars(select(Verification.id).where(Verification.for_guardian)).first()
        token = running.here.tokens.make(OPT_IN_BROWSER, asked)
        context.add_cookies([{"name": "leadgate-opt-in", "value": token, "url": running.url}])
    if who == "person":
        context.add_cookies([{"name": "leadgate-me", "value": _session_of_somebody(running), "url": running.url}])
    if who == "compared":
        scored = session().scalars(select(Score.person_id).order_by(Score.tenth)).first()
        token = running.here.tokens.make(PERSON, signing_in.open_session(scored))
        context.add_cookies([{"name": "leadgate-me", "value": token, "url": running.url}])
    if who == "applicant":
        asked_back = select(MembershipRequest.subject_id).where(MembershipRequest.state == JoinState.NEEDS_ANSWER)
        session_id = signing_in.open_session(session().scalars(asked_back).one())
        token = running.here.tokens.make(PERSON, session_id)
        context.add_cookies([{"name": "leadgate-me", "value": token, "url": running.url}])
    if who in ("member", "muted"):
        context.add_cookies([{"name": "leadgate-me", "value": _session_of_member(running, who), "url": running.url}])
    if who in ("staff", "half"):
        page = context.new_page()
        page.goto(f"{running.url}/staff/sign-in")
        page.fill("[name=email]", STAFF if who == "staff" else WITH_APP)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/studio/" if who == "staff" else "**/staff/sign-in/code*")
        page.close()


def _session_of_member(running: Running, who: str) -> str:
    """Who began a talk that was answered; or who was muted."""
    muted = session().scalars(select(Sanction.person_id)).first()
    begun = select(Post.subject_id).where(
        Post.title.is_not(None), Post.author_id.is_not(None), Post.subject_id != muted
    )
    person = muted if who == "muted" else session().scalars(begun).first()
    return running.here.tokens.make(PERSON, signing_in.open_session(person))


def _session_of_somebody(running: Running) -> str:
    newest = select(Person.id).order_by(Person.known_since.desc(), Person.id.desc())
    return running.here.tokens.make(PERSON, signing_in.open_session(session().scalars(newest).first()))


def _asked_for_a_child() -> UUID:
    """A request for a child, whose sender is proven and whose child has not answered."""
    asked = TypedPrivacyRequest(Right.ERASURE, GRETA, whom=Whom.CHILD, subject_email=TIM, details="Tim is eleven.")
    number = receiving.receive(asked, language="en", network="here")
    verifying.verify(number)
    return number


def _asked_by_nobody() -> UUID:
    """An opt-out of an address nobody has, which is done."""
    asked = TypedPrivacyRequest(Right.OPT_OUT, "nobody@person.example")
    number = receiving.receive(asked, language="en", network="here")
    verifying.verify(number)
    return number


def _ask(running: Running, email: str, *, guardian: bool = False):
    connection = running.connection()
    connection.request("GET", "/a/calm-pricing")
    token = re.search(r'name="csrf_token" value="([^"]+)"', connection.getresponse().read().decode())[1]
    typed = {"age_band": "under-13", "guardian_email": email} if guardian else {"email": email, "consent": "newsletter"}
    body = urlencode({**typed, "csrf_token": token, "company": "Bakery on the Quay"})
    connection.request("POST", "/a/calm-pricing", body, {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    assert answer.status == 303, answer.read()
    forget_what_was_read()
    return session().scalars(select(Verification.id).order_by(Verification.id.desc())).first()


def _all_settled() -> bool:
    forget_what_was_read()
    return session().scalar(select(Verification.id).where(Verification.mails == 0, WAITS)) is None


def looks(languages: tuple[str, ...] = ("en", "zh-Hant")) -> Iterator[tuple[str, int, str]]:
    """Every way to look at a page: language, width in pixels, colour scheme."""
    for language in languages:
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                yield language, width, scheme
