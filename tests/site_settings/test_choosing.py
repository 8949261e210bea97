"""What an owner sets in the studio is in force everywhere, with every version kept; nobody's change is lost unseen."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

import config
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.configuration import versions
from leadgate.foundation.configuration.choices import CHOICES
from leadgate.foundation.configuration.versions import SettingsVersion
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.permissions import Role
from leadgate.letter_sending.pace_form import PaceForm
from leadgate.site_settings.actions import choosing
from leadgate.site_settings.brand_form import BrandForm
from leadgate.site_settings.errors import ChangedMeanwhile
from leadgate.site_settings.forms import OrganisationForm, SiteForm
from leadgate.site_settings.sender_form import SenderForm
from leadgate.site_settings.server import MAIL_SERVER
from leadgate.site_settings.wording import LABELS
from tests.browser_form import forms
from tests.conftest import HOUSE
from tests.facts import count, one
from tests.visitor import PASSWORD

both = pytest.mark.both_databases("foundation.configuration.in_force")
ORGANISATION, SITE = "/admin/settings/organisation", "/admin/settings/site"
BRAND = "/admin/settings/brand"
IN_A_SECOND = timedelta(seconds=1)


def beside(here):
    """Another process on the same database."""
    other = Installation.built_from(here.given, HOUSE)
    other.database = here.database
    return other


def in_force(here):
    with here.opened():
        return installation().settings


def chosen(**texts):
    """Settings chosen by nobody in particular, knowing what is in force."""
    seen = next((one.number for one in versions.newest()), 0)
    choosing.choose({name.replace("__", "."): text for name, text in texts.items()}, seen=seen, by=None)


@both
def test_what_was_chosen_is_in_force_in_every_process_a_second_later(here):
    other = beside(here)
    assert in_force(other).holidays == "DE"
    chosen(LEADGATE_HOLIDAYS="TW")
    assert in_force(here).holidays == "TW"
    assert in_force(other).holidays == "DE"
    with clock.moved(IN_A_SECOND):
        assert in_force(other).holidays == "TW"


def test_what_a_request_began_with_stays_to_its_end(here):
    with here.opened():
        chosen(LEADGATE_HOLIDAYS="TW")
        with clock.moved(IN_A_SECOND):
            assert installation().settings.holidays == "DE"
    assert in_force(here).holidays == "TW"


def test_a_database_that_does_not_answer_leaves_in_force_what_is_known_and_is_asked_seldom(here, monkeypatch):
    asked = []

    def silent():
        asked.append(clock.now())
        raise OperationalError("select", {}, Exception("no answer"))

    chosen(LEADGATE_HOLIDAYS="TW")
    assert in_force(here).holidays == "TW"
    monkeypatch.setattr(here.database.reader, "connect", silent)
    for seconds in (2, 4, 6, 13):
        with clock.moved(timedelta(seconds=seconds)):
            assert in_force(here).holidays == "TW"
    assert len(asked) == 2


@both
def test_every_version_stays_with_who_and_when(site):
    owner = site.staff(Role.OWNER)
    owner.fill(ORGANISATION, address="2 New Street")
    owner.fill(ORGANISATION, address="3 Old Street")
    newest, before = versions.newest(2)
    assert (newest.number, newest.texts["LEADGATE_CONTROLLER_ADDRESS"]) == (2, "3 Old Street")
    assert (before.number, before.texts["LEADGATE_CONTROLLER_ADDRESS"]) == (1, "2 New Street")
    assert count(AuditEntry, AuditEntry.act == "settings:change", AuditEntry.actor == newest.by) == 2
    page = owner.get("/admin/settings").text
    assert page.count("owner@bakery.example</span></td>") == 2
    assert page.count("<span>Postal address</span>") == 2


def test_saving_what_is_there_writes_nothing(site):
    owner = site.staff(Role.OWNER)
    assert owner.fill(ORGANISATION, holidays="DE").status_code == 303
    assert owner.fill(SITE, time_zone="UTC").status_code == 303
    assert count(SettingsVersion) == 0


def test_what_is_emptied_is_as_installed_again(site):
    owner = site.staff(Role.OWNER)
    owner.fill(SITE, imprint="https://bakery.example/imprint")
    assert 'href="https://bakery.example/imprint">Imprint</a>' in site.visitor().get("/").text
    owner.fill(SITE, imprint="")
    assert "Imprint" not in site.visitor().get("/").text
    assert versions.newest()[0].texts == {}


@pytest.mark.environment(LEADGATE_ACCENT="#123456", LEADGATE_TIME_ZONE="Asia/Taipei")
def test_what_is_set_where_leadgate_is_installed_is_locked_and_says_so(site):
    owner = site.staff(Role.OWNER)
    page = owner.get(SITE).text
    assert "Set where leadgate is installed: LEADGATE_TIME_ZONE" in page
    assert 'name="time_zone"' not in page
    assert "Set where leadgate is installed: LEADGATE_ACCENT" in owner.get("/admin/settings/brand").text
    assert owner.fill(SITE, upload_limit="7").status_code == 303
    assert owner.fill("/admin/settings/brand", public_name="The Bakery").status_code == 303
    chosen(LEADGATE_TIME_ZONE="Europe/Berlin")
    assert in_force(site.here).time_zone.key == "Asia/Taipei"
    assert "LEADGATE_TIME_ZONE" not in versions.newest()[0].texts
    assert in_force(site.here).upload_limit_bytes == 7_000_000


def test_what_was_chosen_gives_way_once_it_is_set_where_leadgate_is_installed(here):
    chosen(LEADGATE_HOLIDAYS="TW")
    locked = replace(here.given, holidays="US", locked=(*here.given.locked, "LEADGATE_HOLIDAYS"))
    here.given = locked
    assert in_force(here).holidays == "US"


def test_a_choice_this_version_cannot_read_is_passed_over_and_the_others_hold(here):
    versions.add(1, {"LEADGATE_HOLIDAYS": "TW", "LEADGATE_ACCENT": "greenish", "brand.font": "Comic"}, by=None)
    here.in_force.look_again()
    assert (in_force(here).holidays, in_force(here).accent) == ("TW", "#0b6e4f")


@pytest.mark.environment(LEADGATE_CONTROLLER_NAME="", LEADGATE_CONTROLLER_EMAIL="")
def test_all_wrong_fields_say_so_at_once_and_nothing_typed_is_lost(site):
    owner = site.staff(Role.OWNER)
    typed = {"name": "", "email": "nobody", "holidays_part": "ATLANTIS", "address": "4 Kept Street"}
    refused = owner.fill(ORGANISATION, **typed)
    assert refused.status_code == 422
    said = re.findall(r'class="error" id="(\w+)-error"', refused.text)
    assert said == ["name", "email", "holidays"]
    for text in ("nobody", "ATLANTIS", "4 Kept Street"):
        assert f'value="{text}"' in refused.text
    assert count(SettingsVersion) == 0


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("time_zone", "Middle-Earth/Shire"),
        ("upload_limit", "0"),
        ("upload_limit", "many"),
        ("embed_hosts", "https://good.example\nhttps://bad.example/path"),
        ("imprint", "javascript:alert(1)"),
        ("imprint", "//evil.example"),
        ("languages", "tlh"),
        ("front-en", "x" * 8_001),
    ],
)
def test_a_value_that_could_not_work_is_refused_beside_its_field(site, field, wrong):
    refused = site.staff(Role.OWNER).fill(SITE, **{field: wrong})
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert count(SettingsVersion) == 0


@both
def test_the_second_of_two_owners_is_told_what_changed_and_keeps_what_they_typed(site):
    first, second = site.staff(Role.OWNER), site.staff(Role.OWNER, "other@bakery.example")
    opened = forms(second.get(ORGANISATION).text)[-1]
    first.fill(ORGANISATION, address="1 First Street", authority="The court")
    typed = opened.values | {"address": "2 Second Street"}
    told = second.post(ORGANISATION, data=typed)
    assert told.status_code == 409
    assert "owner@bakery.example changed something on this page" in told.text
    assert "In force now: 1 First Street" in told.text
    assert 'value="2 Second Street"' in told.text
    assert in_force(site.here).controller.address == "1 First Street"
    again = forms(told.text)[-1].values
    assert second.post(ORGANISATION, data=again).status_code == 303
    assert in_force(site.here).controller.address == "2 Second Street"
    assert in_force(site.here).authority == "The court"


def test_what_one_did_not_touch_stays_as_the_other_left_it_also_on_pages_with_boxes_and_lists(site):
    first, second = site.staff(Role.OWNER), site.staff(Role.OWNER, "other@bakery.example")
    opened = {path: forms(second.get(path).text)[-1].values for path in (ORGANISATION, SITE)}
    brand = next(one for one in forms(second.get(BRAND).text) if "accent_dark" in one.names).values
    first.fill(ORGANISATION, address="1 First Street", authority="The court")
    first.fill(SITE, embed_hosts="https://shop.example", imprint="/about")
    look = next(one for one in forms(first.get(BRAND).text) if "accent_dark" in one.names).values
    dark = {"own_dark": "y", "accent": "#1a237e", "accent_dark": "#c5cae9", "public_name": "First"}
    assert first.post(BRAND, data=look | dark).status_code == 303
    elsewhere = {"holidays": ["TW"], "holidays_part": [""]}
    assert second.post(ORGANISATION, data=opened[ORGANISATION] | elsewhere).status_code == 303
    assert second.post(SITE, data=opened[SITE] | {"imprint": "/second"}).status_code == 409
    mine = {"public_name": "Second"}
    told = second.post(BRAND, data=brand | mine)
    assert told.status_code == 409
    shown = next(one for one in forms(told.text) if "accent_dark" in one.names)
    assert {name: shown.values[name] for name in dark} == {name: [text] for name, text in (dark | mine).items()}
    assert second.post(BRAND, data=shown.values).status_code == 303
    now = in_force(site.here)
    assert (now.controller.address, now.authority) == ("1 First Street", "The court")
    assert now.holidays == "TW"
    assert (now.accent, now.brand.accent_dark, now.brand.name) == ("#1a237e", "#c5cae9", "Second")


def test_owners_who_change_different_things_do_not_meet(site):
    first, second = site.staff(Role.OWNER), site.staff(Role.OWNER, "other@bakery.example")
    opened = forms(second.get(SITE).text)[-1]
    first.fill(ORGANISATION, address="1 First Street")
    assert second.post(SITE, data=opened.values | {"upload_limit": "9"}).status_code == 303
    assert in_force(site.here).controller.address == "1 First Street"
    assert in_force(site.here).upload_limit_bytes == 9_000_000


@both
def test_two_who_save_in_the_same_moment_do_not_overwrite_each_other(here):
    def meanwhile():
        chosen(LEADGATE_HOLIDAYS="TW")

    chosen(LEADGATE_HOLIDAYS="US")
    seen = versions.newest()[0].number
    meanwhile()
    with pytest.raises(ChangedMeanwhile):
        choosing.choose({"LEADGATE_HOLIDAYS": "FR"}, seen=seen, by=None)
    assert versions.newest()[0].texts == {"LEADGATE_HOLIDAYS": "TW"}


def test_later_the_owner_shows_once_more_who_they_are_and_what_was_typed_waits(site):
    owner = site.staff(Role.OWNER)
    with clock.moved(timedelta(minutes=11)):
        asked = owner.fill(ORGANISATION, address="5 Late Street")
        assert "Is it still you?" in asked.text
        assert count(SettingsVersion) == 0
        waiting = next(one for one in forms(asked.text) if "proof-proof" in one.names)
        assert owner.post(ORGANISATION, data=waiting.values | {"proof-proof": PASSWORD}).status_code == 303
    assert one(SettingsVersion).texts["LEADGATE_CONTROLLER_ADDRESS"] == "5 Late Street"


NOT_IN_THE_STUDIO = {
    "where things are, needed before there is a database": {
        "LEADGATE_DATA_DIR", "LEADGATE_BASE_URL", "LEADGATE_DATABASE_URL", "LEADGATE_REDIS_URL", "LEADGATE_STORAGE_URL",
        "LEADGATE_FILES_SENT_BY", "LEADGATE_TRUSTED_PROXIES", "LEADGATE_OWN_NETWORKS",
    },
    "keys and passwords, which no page shows": {
        "LEADGATE_SECRET_KEY", "LEADGATE_MASTER_KEY", "LEADGATE_OIDC_CLIENT_SECRET", "LEADGATE_SMTP_URL",
        "LEADGATE_SMTP_RELAYS", "LEADGATE_DKIM_KEY", "LEADGATE_MAIL_HOOKS",
    },
    "files of the machine": {"LEADGATE_SMTP_CERTIFICATE", "LEADGATE_TSA_CERTIFICATE"},
    "the mail server, and where mail comes back to": {
        "LEADGATE_SMTP_TLS", "LEADGATE_MAIL_RATE", "LEADGATE_DKIM_SELECTOR", "LEADGATE_BOUNCE_DOMAIN",
        "LEADGATE_BOUNCE_MAILBOX",
    },
    "who lets staff in: whoever took over a studio would let in whom they like": {
        "LEADGATE_OIDC_ISSUER", "LEADGATE_OIDC_CLIENT_ID", "LEADGATE_OIDC_LABEL", "LEADGATE_OIDC_ROLE_CLAIM",
        "LEADGATE_OIDC_ROLES",
    },
    "which program looks at other sites, and whether inside this network; and how long all their answers hold": {
        "LEADGATE_SCAN_BROWSER", "LEADGATE_SCAN_PRIVATE", "LEADGATE_COOKIE_CHOICE_DAYS",
    },
    "who watches over the log: an owner who could change it could slip out of sight": {
        "LEADGATE_WITNESSES", "LEADGATE_WITNESSED_LOGS", "LEADGATE_TSA_URL", "LEADGATE_AUDITOR_EMAIL",
        "LEADGATE_AUDITOR_DAYS",
    },
    "protection from robots and children's consent, which the operator answers for": {
        "LEADGATE_RATE_LIMITS", "LEADGATE_FORM_MIN_SECONDS", "LEADGATE_PROOF_OF_WORK", "LEADGATE_DISPOSABLE_DOMAINS",
        "LEADGATE_AGE_OF_CONSENT",
    },
}  # fmt: skip
"""Why a setting is not on a page: it needs a restart, or a hand on the machine."""


def test_every_setting_is_on_a_page_or_somebody_has_said_why_not():
    on_pages = {
        name
        for kind in (OrganisationForm, SiteForm, BrandForm, SenderForm, PaceForm)
        for name in kind.settings.values()
    }
    left = set.union(*NOT_IN_THE_STUDIO.values())
    on_pages.add(MAIL_SERVER)  # tried before it is kept, and so on a form of its own
    assert on_pages == CHOICES.keys() == LABELS.keys()
    assert {name for name in on_pages if name.startswith("LEADGATE_")} | left == config.KNOWN.keys()
    assert on_pages & left == set()


def test_a_country_is_chosen_by_its_name_its_part_beside_it_and_the_next_first_step_is_offered_after_saving(site):
    owner = site.staff(Role.OWNER)
    page = owner.get(ORGANISATION).text
    assert '<option value="GB">United Kingdom</option>' in page
    assert 'value="UK"' not in page
    saved = owner.fill(ORGANISATION, address="12 Mill Lane", holidays="GB", holidays_part="sct")
    assert saved.status_code == 303
    assert versions.newest(1)[0].texts["LEADGATE_HOLIDAYS"] == "GB-SCT"
    again = forms(owner.get(ORGANISATION).text)[-1].values
    assert (again["holidays"], again["holidays_part"]) == (["GB"], ["SCT"])
    refused = owner.fill(ORGANISATION, holidays="GB", holidays_part="XX")
    assert (refused.status_code, "no part of that code" in refused.text) == (422, True)
    assert owner.fill(ORGANISATION, holidays="Atlantis", holidays_part="").status_code == 422
    assert 'class="next-step"' not in owner.get(ORGANISATION).text
    [upcoming] = re.findall(r'<p class="next-step">.*</p>', owner.get(saved.location).text)
    assert "Give it your colour" in upcoming


def test_the_overview_names_each_area_once_with_what_is_there(site):
    page = site.staff(Role.OWNER).get("/admin/settings").text
    listed = re.search(r'<ul class="assets">.*?</ul>', page, re.DOTALL)[0]
    places, said = re.findall(r'<a href="([^"]+)"', listed), re.findall(r"<p>(.*?)</p>", listed)
    assert len(places) == len(set(places)) == len(set(said)) == 7
    assert "/admin/settings" not in places
