"""Who may enter which page: every staff route, tried by every role, and that below a path of somebody's host."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from werkzeug.exceptions import HTTPException

from leadgate.asset_editor.actions import uploading
from leadgate.asset_editor.models import AssetPublication
from leadgate.backup.actions import noting
from leadgate.backup.models import BackupCopy
from leadgate.backup.queries import MADE, CopyMade
from leadgate.coding.actions import coding
from leadgate.discussions.models import Post
from leadgate.erasure.actions import processors
from leadgate.foundation import clock
from leadgate.foundation.permissions import PUBLIC, Role, permission_of
from leadgate.groups.models import Membership
from leadgate.incidents.actions import alerting, registering
from leadgate.incidents.facts import Facts
from leadgate.incidents.models import Alert
from leadgate.lead_imports.actions import sending
from leadgate.ledger import queries as ledger
from leadgate.letters.actions import writing
from leadgate.letters.types import LetterWording
from leadgate.meetups.actions import meeting
from leadgate.rights.actions import receiving
from leadgate.rights.clocks import Right
from leadgate.rights.models import Whom
from leadgate.rights.typed import TypedPrivacyRequest
from leadgate.scoring.actions import aiming
from leadgate.site_settings.actions.keeping import keep_picture
from leadgate.staff.actions.accounts import account_with
from leadgate.survey_imports.actions import importing, taking_in
from tests.astray import BASE_URL
from tests.cast import ADA, NOOR
from tests.cookie_choices.visitors import answered_shop
from tests.cookies.scenes import asking_site
from tests.facts import one
from tests.given_up import give_up_a_letter
from tests.groups import scenes as groups
from tests.papers import PNG
from tests.surveys.scenes import definition, published

pytestmark = pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
OWNER, MARKETER, MODERATOR, OFFICER, VIEWER = Role
OFFICERS = {OWNER, OFFICER}
DECIDERS = {OWNER, MODERATOR}
SEERS, EDITORS, READERS = {OWNER, MARKETER, OFFICER, VIEWER}, {OWNER, MARKETER}, {OWNER, MARKETER, OFFICER}
WITH_MANDATE = TypedPrivacyRequest(Right.ACCESS, NOOR, Whom.AGENT, ADA, mandate=b"%PDF-")
TABLE = {
    "studio_home.index": set(Role),
    "studio_home.put_away": set(Role),
    "studio_home.search": set(Role),
    "studio_help.index": set(Role),
    "studio_help.guide": set(Role),
    "assets_studio.index": SEERS,
    "asset_copies.duplicate": EDITORS,
    "asset_endings.closed_page": EDITORS,
    "asset_endings.preview": EDITORS,
    "asset_endings.end": EDITORS,
    "asset_twins.index": EDITORS,
    "asset_twins.begin": EDITORS,
    "asset_twins.add": EDITORS,
    "asset_twins.take_out": EDITORS,
    "asset_editor.new": EDITORS,
    "asset_editor.edit": EDITORS,
    "asset_editor.preview": EDITORS,
    "asset_editor.change_link": EDITORS,
    "asset_editor.versions": SEERS,
    "asset_editor.go_back": EDITORS,
    "asset_uploads.begin": EDITORS,
    "asset_uploads.state": EDITORS,
    "asset_uploads.part": EDITORS,
    "assets_studio.asset": SEERS,
    "lead_notifications.choose": READERS,
    "understanding.overview": SEERS,
    "understanding.overview_csv": SEERS,
    "understanding.origins_csv": SEERS,
    "understanding.days_csv": SEERS,
    "understanding_cohorts.cohorts_by_month": SEERS,
    "understanding_cohorts.cohorts_csv": SEERS,
    "understanding_consents.consent_over_time": SEERS,
    "understanding_consents.consents_csv": SEERS,
    "understanding_reasons.reasons_by_asset": SEERS,
    "understanding_reasons.reasons_csv": SEERS,
    "understanding_reasons.reasons_of_asset_csv": SEERS,
    "assets_studio.picture": SEERS,
    "purposes.index": SEERS,
    "purposes.purpose": SEERS,
    "purposes.new": EDITORS,
    "purposes.word": EDITORS,
    "purposes.state": EDITORS,
    "cookie_figures.of_site": SEERS,
    "cookie_figures.of_site_csv": SEERS,
    "cookie_office.index": OFFICERS,
    "cookie_office.batch": OFFICERS,
    "sharing.share": SEERS,
    "sharing.name": EDITORS,
    "next_steps.choose": EDITORS,
    "sharing.code_svg": SEERS,
    "sharing.code_png": SEERS,
    "cookies.index": SEERS,
    "cookies.new": EDITORS,
    "cookies.site": SEERS,
    "cookies.where": EDITORS,
    "cookies.publish": EDITORS,
    "cookies.end": EDITORS,
    "cookies.version": SEERS,
    "cookies.preview": SEERS,
    "cookies_describing.add_purpose": EDITORS,
    "cookies_describing.purpose": EDITORS,
    "cookies_describing.move_purpose": EDITORS,
    "cookies_describing.remove_purpose": EDITORS,
    "cookies_describing.service": EDITORS,
    "cookies_describing.remove_service": EDITORS,
    "cookies_describing.words": EDITORS,
    "sharing_campaigns.index": SEERS,
    "sharing_campaigns.add": EDITORS,
    "sharing_campaigns.drop": EDITORS,
    "assets_studio.state": EDITORS,
    "assets_studio.leads": READERS,
    "assets_studio.revoke": EDITORS,
    "studio_home.mail": READERS,
    "cookie_scans.index": EDITORS,
    "cookie_scans.plan": EDITORS,
    "cookie_scans.declare": EDITORS,
    "office.index": OFFICERS,
    "office.closed": OFFICERS,
    "office.one": OFFICERS,
    "office.decide": OFFICERS,
    "office.take_down": OFFICERS,
    "office.mandate": OFFICERS,
    "office.records": {*OFFICERS, VIEWER},
    "office.records_csv": {*OFFICERS, VIEWER},
    "office.accounts": {*OFFICERS, VIEWER},
    "office.hold": OFFICERS,
    "office.lift": OFFICERS,
    "retention_office.index": {*OFFICERS, VIEWER},
    "retention_office.rule": OFFICERS,
    "retention_office.approve": OFFICERS,
    **{f"backups.{act}": OFFICERS for act in ("index", "make", "try_out", "keys")},
    **{
        f"proofs.{act}": OFFICERS for act in ("index", "checkpoint", "verify", "make_bundle", "take_bundle", "receipts")
    },
    "health.index": OFFICERS,
    **{f"waiting_work.{act}": OFFICERS for act in ("index", "group", "retry", "drop")},
    "processors.index": OFFICERS,
    "processors.add": OFFICERS,
    "processors.change": OFFICERS,
    "processors.retire": OFFICERS,
    "incidents_office.index": OFFICERS,
    "incidents_office.close_alert": OFFICERS,
    "incidents_office.new": OFFICERS,
    "incidents_office.one": OFFICERS,
    "incidents_office.act": OFFICERS,
    "incidents_office.authority": OFFICERS,
    "incidents_office.honey": OFFICERS,
    "incidents_office.take_away": OFFICERS,
    "surveys_studio.index": SEERS,
    "surveys_studio.survey": SEERS,
    "surveys_studio.export": SEERS,
    "surveys_studio.preview": SEERS,
    "surveys_studio.new": EDITORS,
    "surveys_studio.edit": EDITORS,
    "surveys_studio.document": EDITORS,
    "surveys_studio.publish": EDITORS,
    "surveys_studio.dates": EDITORS,
    "surveys_studio.retire": EDITORS,
    "survey_reports.report": SEERS,
    "survey_reports.summary": SEERS,
    "survey_reports.figures": SEERS,
    "survey_reports.part": SEERS,
    "survey_reports.look_early": SEERS,
    "survey_reports.compare": SEERS,
    "survey_reports.table": SEERS,
    "survey_reports.weigh": EDITORS,
    "survey_exports.answers": EDITORS,
    "survey_imports.index": EDITORS,
    "survey_imports.one": EDITORS,
    "survey_imports.refused": EDITORS,
    "survey_imports.drop": EDITORS,
    "survey_imports.take_out": EDITORS,
    "coding.words": EDITORS,
    "surveys_follow_ups.index": EDITORS,
    "surveys_follow_ups.end": EDITORS,
    "coding.decide": EDITORS,
    "coding.add": EDITORS,
    "coding.change": EDITORS,
    "coding.remove": EDITORS,
    **{f"letters_studio.{act}": EDITORS for act in ("index", "new", "edit", "look", "rename", "duplicate", "archive")},
    "letters_studio.pasted": EDITORS,
    **{
        f"letter_sending.{act}": EDITORS
        for act in ("under_way", "send", "as_it_is_sent", "approve", "pause", "go_on", "stop", "take_back")
    },
    **{f"letter_archive_studio.{act}": EDITORS for act in ("index", "put_up", "take_down")},
    "letter_figures.index": {OWNER, MARKETER, VIEWER},
    **{f"letter_settings.{act}": {OWNER} for act in ("pace", "relay")},
    **{f"bounces_studio.{act}": EDITORS for act in ("index", "again")},
    "lead_exports.export": EDITORS,
    "lead_exports.index": READERS,
    "lead_imports.index": EDITORS,
    "lead_imports.one": EDITORS,
    "lead_imports.refused": EDITORS,
    "lead_imports.drop": EDITORS,
    "lead_imports.undo": EDITORS,
    "leads_studio.index": SEERS,
    "leads_studio.find": READERS,
    "leads_studio.several": EDITORS,
    "leads_studio.save": EDITORS,
    "leads_studio_segments.segments": EDITORS,
    "leads_studio_segments.drop": EDITORS,
    "leads_studio_person.person": READERS,
    "leads_studio_person.receipt": READERS,
    "leads_studio_person.status": EDITORS,
    "leads_studio_person.tag": EDITORS,
    "leads_studio_person.untag": EDITORS,
    "leads_studio_person.note": EDITORS,
    "leads_studio_person.drop_note": EDITORS,
    "scoring_studio.index": SEERS,
    "scoring_studio.new": EDITORS,
    "scoring_studio.goal": SEERS,
    "scoring_studio.end": EDITORS,
    "scoring_studio.people": READERS,
    "scoring_studio.buyers": EDITORS,
    "scoring_studio.asset_motivations": SEERS,
    "groups_studio.index": SEERS,
    "groups_studio.new": EDITORS,
    "groups_studio.group": SEERS,
    "groups_studio.edit": EDITORS,
    "groups_studio.appoint": EDITORS,
    "groups_studio.reappoint": EDITORS,
    "invitations_studio.invite": EDITORS,
    "invitations_studio.link": EDITORS,
    "invitations_studio.revoke_link": EDITORS,
    "groups_studio.end": EDITORS,
    "joining_studio_rules.index": EDITORS,
    "joining_studio_rules.drop": EDITORS,
    "groups_studio.call_off_end": EDITORS,
    "moderation.index": DECIDERS,
    "moderation_requests.waiting": DECIDERS,
    "moderation_requests.decide": DECIDERS,
    "moderation_requests.one": DECIDERS,
    "moderation_requests.claim": DECIDERS,
    "moderation_requests.live": DECIDERS,
    "reports.reports": DECIDERS,
    "reports.content": DECIDERS,
    "reports.announce": DECIDERS,
    "moderation_requests.note_on_request": DECIDERS,
    "sanctions_moderation.note_on_member": DECIDERS,
    "moderation.figures": DECIDERS,
    "groups_moderation.resource": DECIDERS,
    "groups_moderation.drop_resource": DECIDERS,
    "groups_moderation.replies": DECIDERS,
    "groups_moderation.drop_reply": DECIDERS,
    "moderation_requests.look": DECIDERS,
    "meetups_moderation.announce": DECIDERS,
    "meetups_moderation.change": DECIDERS,
    "meetups_moderation.call_off": DECIDERS,
    "discussions_files.moderated": DECIDERS,
    "discussions_moderation.index": DECIDERS,
    "reports.edit": DECIDERS,
    "discussions_moderation.one": DECIDERS,
    "discussions_moderation.pin": DECIDERS,
    "sanctions_moderation.index": DECIDERS,
    "sanctions_moderation.one": DECIDERS,
    "moderation_requests.ban_applicant": DECIDERS,
    "sanctions_moderation.decided": DECIDERS,
    "sanctions_moderation.act": DECIDERS,
    "sanctions_moderation.answer": DECIDERS,
    "staff_own.password": set(Role),
    "staff_own.open_sessions": set(Role),
    "staff_own.end_session": set(Role),
    "staff_own.end_other_sessions": set(Role),
    "staff.sign_out": set(Role),
    "staff.prove": set(Role),
    "staff_factor.own": set(Role),
    "staff_factor.begin": set(Role),
    "staff_factor.renew_recovery_codes": set(Role),
    "staff_passkeys.options_to_prove": set(Role),
    "staff_passkeys.options_to_add": set(Role),
    "staff_passkeys.add": set(Role),
    "staff_passkeys.remove": set(Role),
    "staff_openid.connect": set(Role),
    "staff_openid.prove": set(Role),
    "team.team": {Role.OWNER},
    "team.invite": {Role.OWNER},
    "team.write_again": {Role.OWNER},
    "team.change_role": {Role.OWNER},
    "team.sign_out": {Role.OWNER},
    "team.remove": {Role.OWNER},
    "site_settings.overview": {Role.OWNER},
    "site_settings.organisation": {Role.OWNER},
    "site_settings.site": {Role.OWNER},
    "site_settings.brand": {Role.OWNER},
    "site_settings.preview": {Role.OWNER},
    "site_settings.preview_colours": {Role.OWNER},
    "site_settings.picture": {Role.OWNER},
    "site_settings_words.first": {Role.OWNER},
    "site_settings_words.words": {Role.OWNER},
    "site_settings_words.preview": {Role.OWNER},
    "privacy_notice_settings.edit": {Role.OWNER},
    "privacy_notice_settings.preview": {Role.OWNER},
    "site_settings_mail.sender": {Role.OWNER},
    "site_settings_mail.test_letter": {Role.OWNER},
    "site_settings_mail.look_up_records": {Role.OWNER},
    "site_settings_mail.keep_server": {Role.OWNER},
    "site_settings_mail.let_server_go": {Role.OWNER},
    "team.reset_second_factor": {Role.OWNER},
}


OF_A_PROVIDER = {"staff_openid.connect", "staff_openid.prove"}
"""Lead to a provider of identities; nothing is there where the settings name none."""
SAID = "Nothing was done: this page was opened before you signed in"
WITHOUT_TOKEN = {"surveys_studio.preview", "office.one", "letters_studio.look"}
"""Change nothing, so they ask for no token."""
WITHOUT_PAGE = {"moderation_requests.claim", "staff_factor.renew_recovery_codes", "survey_reports.part"}
WITHOUT_PAGE |= {"letters_studio.pasted"}
"""Answer a script, or do nothing where there is no factor and no part is chosen."""
WITHOUT_REPORT = {"survey_reports.weigh", "survey_reports.table"}
"""Its form stands beside figures, and the survey here has none."""
ON_REQUESTS = (
    "moderation_requests.ban_applicant",
    "moderation_requests.one",
    "moderation_requests.claim",
    "moderation_requests.note_on_request",
    "moderation_requests.look",
)


def staff_routes(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and permission_of(app.view_functions[rule.endpoint]) != PUBLIC:
            yield rule


def test_every_staff_route_stands_in_the_table(app):
    assert {rule.endpoint for rule in staff_routes(app)} == TABLE.keys()


def paths(site, app, role):
    """Every staff route with the path of something that is there, of an account of this role."""
    asset = site.publish()
    request = receiving.receive(WITH_MANDATE, language="en", network="here")
    known = {
        "id": request,
        "session_id": request,
        "passkey_id": request,
        "account_id": account_with(f"{role}@bakery.example"),
        "asset_id": asset,
        "act": "remark",
        "name": "download/history",
        "upload_id": uploading.begin("guide.pdf", 9, by=account_with(f"{role}@bakery.example")),
        "publication_id": one(AssetPublication).id,
        "run_id": asset,
        "processor_id": processors.add_processor("Mail house", "https://mail.example/", "email")[0],
    }
    alerting.alert("guesses", "now", count=31, since=clock.now())
    give_up_a_letter("mail", None)
    noting.note(CopyMade(clock.now(), Path("/nowhere/a"), Path("/elsewhere/keys")), MADE)
    site.purpose()
    facts = Facts("A laptop is gone", clock.now(), clock.now())
    incidents = {"id": registering.open_incident(facts, by=request)}
    group, asked = groups.made_by(site, role)
    of_groups = {"id": group, "slug": "bakers", "appointment": group, "link_id": group, "act": "dismiss"}
    numbers = {"incidents_office.close_alert": {"id": one(Alert).id}}
    said = groups.said_in(group)
    numbers |= {key: {"slug": "bakers", "id": said} for key in ("reports.content", "reports.edit")}
    numbers |= {"discussions_files.moderated": {"slug": "bakers", "id": groups.attached_to(said)}}
    inside = {"slug": "bakers", "id": groups.let_in(site, group)}
    numbers |= dict.fromkeys(("sanctions_moderation.one", "sanctions_moderation.note_on_member"), inside)
    talk = {"slug": "bakers", "id": one(Post, Post.id == said).thread_id}
    numbers |= {"discussions_moderation.one": talk, "discussions_moderation.pin": {**talk, "act": "pin"}}
    when = clock.now() + timedelta(days=1)
    met = meeting.announce(group, meeting.Meeting("We meet", when, when + timedelta(hours=1)), by=group)
    numbers |= {f"meetups_moderation.{act}": {"slug": "bakers", "id": met} for act in ("change", "call_off")}
    asking = asking_site()
    numbers |= {f"cookie_scans.{act}": {"slug": "shop"} for act in ("index", "plan", "declare")}
    numbers |= {f"purposes.{act}": {"slug": "newsletter"} for act in ("purpose", "word", "state")}
    numbers |= {f"site_settings_words.{act}": {"part": "form"} for act in ("words", "preview")}
    numbers["site_settings.picture"] = {"id": keep_picture(PNG, "logo", by=None).split()[0]}
    acts = {"sanctions_moderation.act": "lift", "sanctions_moderation.answer": "grant"}
    numbers |= {key: {**of_groups, "id": group, "act": act} for key, act in acts.items()}
    numbers |= {key: {"slug": "bakers", "id": asked} for key in ON_REQUESTS}
    of_surveys = {"id": published(definition()), "key": "years", "what": "questions", "act": "up", "kind": "csv"}
    of_surveys |= {
        "rule": asset,
        "question": "why",
        "code": coding.add_code(of_surveys["id"], "why", "Costs", "", ""),
    }
    brought = importing.look_through(of_surveys["id"], b"nps\n9\n8\n", "en", by=None)
    taking_in.begin(brought, by=None, is_sure=True)
    of_surveys["import_id"] = brought
    leads_brought = sending.send(BytesIO(b"email\na@b.example\n"), "list.csv", "en", by=None)
    sending.read_as(leads_brought, ["address"], "newsletter")
    numbers |= {f"lead_imports.{act}": {"import_id": leads_brought} for act in ("one", "refused", "undo", "drop")}
    member = one(Membership, Membership.id == inside["id"]).person_id
    lead = {"person_id": member, "entry_id": ledger.entries_of(member)[0].id, "tag_id": asset}
    letter = writing.begin("June", "newsletter", {"en": LetterWording()})
    aimed = {"id": aiming.aim("joining", None, ["person.language"], known_days=7, within_days=60)}
    of_choices = {"slug": "answered", "batch": answered_shop("answered")}
    for rule in staff_routes(app):
        if rule.endpoint == "staff.sign_out":
            continue
        room = rule.endpoint.partition("_")[0].partition(".")[0]
        rooms = {
            "incidents": incidents,
            "waiting": {"work": "mail"},
            "backups": {"backup_id": one(BackupCopy).id},
            "studio": {"name": "owners"},
            "groups": of_groups,
            **dict.fromkeys(("moderation", "invitations", "joining", "discussions", "sanctions", "reports"), of_groups),
            "meetups": of_groups,
            "cookie": of_choices,
            "surveys": of_surveys,
            "survey": of_surveys,
            "coding": of_surveys,
            "scoring": aimed,
            "cookies": {"slug": asking, "purpose": "statistics", "at": 0, "language": "en", "number": 1},
            "leads": lead,
            **{key: {"letter_id": letter} for key in ("letters", "letter")},
        }
        own = numbers.get(rule.endpoint, rooms.get(room, {}))
        with app.test_request_context():
            values = {**known, **own}
            ids = {name: values["id"] if name.endswith("_id") else asset for name in rule.arguments}
            path = rule.build({name: values.get(name, ids[name]) for name in rule.arguments})[1]
        yield rule, path


@pytest.mark.parametrize("role", Role)
def test_each_role_enters_what_is_its_own_and_nothing_else(site, app, role):
    person, stranger = site.staff(role), site.visitor()
    for rule, path in paths(site, app, role):
        method = "GET" if "GET" in rule.methods else "POST"
        answer = person._send(method, path)
        if role in TABLE[rule.endpoint]:
            refusals = {401, 403, 404, 500} - ({404} if rule.endpoint in OF_A_PROVIDER else set())
            assert answer.status_code not in refusals, (rule.endpoint, answer.status_code)
        else:
            assert answer.status_code == 403, rule.endpoint
        turned_away = stranger._send(method, path)
        assert turned_away.status_code == 303, rule.endpoint
        assert "/staff/sign-in" in turned_away.location


def test_a_form_of_an_older_session_does_nothing_and_its_page_says_what_to_do(site, app):
    owner = site.staff(Role.OWNER)
    silent = {}
    for rule, path in paths(site, app, Role.OWNER):
        if "POST" not in rule.methods:
            continue
        answer = owner.post(path, data={"csrf_token": "of-yesterday"})
        shown = owner.get(answer.location) if answer.location else answer
        if SAID not in shown.text or "CSRF" in shown.text:
            silent[rule.endpoint] = (answer.status_code, answer.location)
    assert silent.keys() == WITHOUT_TOKEN | WITHOUT_PAGE | WITHOUT_REPORT, silent


@pytest.mark.parametrize("role", Role)
def test_nobody_is_shown_what_they_may_not_press(site, app, role):
    person, refused = site.staff(role), set()
    adapter = app.url_map.bind("localhost")
    for rule, path in list(paths(site, app, role)):
        if "GET" not in rule.methods or role not in TABLE[rule.endpoint]:
            continue
        page = person.get(path).get_data().decode(errors="ignore")
        for leads_to in re.findall(r'(?:href|action)="(?:https://[^/"]+)?/leads(/[^"?#]*)', page):
            for method in ("GET", "POST"):
                try:
                    endpoint = adapter.match(unquote(leads_to), method=method)[0]
                except HTTPException:
                    continue
                if role not in TABLE.get(endpoint, Role):
                    refused.add((rule.endpoint, endpoint))
    assert not refused, "\n".join(map(str, sorted(refused)))
