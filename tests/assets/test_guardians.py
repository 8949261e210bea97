"""A child asks; a guardian answers; nothing of the child is kept."""

import json
from datetime import timedelta

import pytest

from leadgate.assets.actions.publishing import FormField
from leadgate.assets.models import Grant
from leadgate.assets.room import CONFIRM
from leadgate.foundation import clock
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.web import form_tokens
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.queries import entries_of
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from leadgate.retention.actions import sweeping
from tests.astray import BASE_URL
from tests.cast import ADA, GRETA, TIM
from tests.facts import WAITS, count, one


@pytest.fixture
def asked(site):
    site.purpose()
    site.publish(asked=[FormField("name", "Name", "To greet you")], asks_why=True, purposes=["newsletter"])
    visitor = site.visitor()
    typed = {"email": TIM, "name": "Tim", "motivation_text": "I am Tim", "consent": "newsletter"}
    answer = visitor.opt_in(age_band="under-13", guardian_email=GRETA, **typed)
    assert answer.status_code == 303
    return visitor


def test_nothing_but_the_guardians_address_is_kept(asked, here):
    row = one(Verification, WAITS)
    key = here.vault.key_of(row.id)
    assert key.open(Verification.address, row.id, row.address) == GRETA
    assert json.loads(key.open(Verification.payload, row.id, row.payload)) == {}
    assert count(LedgerEvidence) == 0, "the child's browser and network are nobody's business"
    assert count(LedgerEntry) == 0, "and nothing is said for good before the guardian has said it"


def test_the_child_is_told_that_the_guardian_was_asked(asked):
    page = asked.get("/a/guide/inbox")
    assert "written to your parent or guardian" in page.text
    assert "six digits" not in page.text


def test_the_guardian_is_asked_and_the_child_gets_no_mail(asked, site):
    assert site.mails(TIM) == []
    text = site.mail(GRETA).text
    assert "The guide" in text
    assert "Tim" not in text


def test_the_guardian_says_yes_with_one_button_and_gets_the_file(asked, site):
    link = site.mail(GRETA).link("guardian")
    answer = site.visitor().fill(link)
    assert answer.location.startswith("/a/guide/ready?grant=")
    assert count(Person) == count(Grant) == 1
    assert [(entry.method, entry.happened) for entry in entries_of(one(Person).id)] == [("guardian", "given")]
    assert "already said yes" in site.visitor().get(link).text


def test_the_childs_browser_cannot_say_yes_in_the_guardians_place(asked, site):

    site.work()
    row = one(Verification, WAITS).id
    assert asked.get(f"/confirm/{site.here.tokens.make(CONFIRM, row)}").status_code == 410
    form = {"code": site.here.tokens.digits(row), "csrf_token": form_tokens.made_for("code")}
    assert asked.post("/a/guide/inbox", data=form).status_code == 410
    assert count(Person) == 0


@pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
def test_the_guardian_says_no_and_everything_is_gone(asked, site):
    page = site.visitor().get(site.mail(GRETA).link("guardian")).text
    no = "/not-me/" + page.split("/not-me/")[1].split('"')[0]
    assert site.visitor().fill(no).status_code == 200
    assert count(Verification, WAITS) == count(VaultKey) == 0


def test_without_an_answer_everything_is_gone_after_seven_days(asked, site):
    link = site.mail(GRETA).link("guardian")
    with clock.moved(timedelta(days=7, seconds=1)):
        assert site.visitor().get(link).status_code == 410
        list(sweeping.sweep())
    assert count(Verification, WAITS) == count(VaultKey) == 0


def test_a_child_is_asked_for_a_guardian_in_kind_words(site):
    site.publish()
    answer = site.visitor().opt_in(email=TIM, age_band="under-13")
    assert answer.status_code == 422
    assert "parent or guardian" in answer.text
    assert site.visitor().opt_in(email=TIM, age_band="under-13", guardian_email="nobody").status_code == 422
    assert site.visitor().opt_in(email=TIM, age_band="under-13", guardian_email=TIM).status_code == 422
    assert count(Verification, WAITS) == 0


def test_at_thirteen_one_decides_for_oneself_where_the_law_says_thirteen(site):
    site.publish()
    assert site.visitor().opt_in(email=ADA, age_band="13-15").status_code == 303
    assert not one(Verification, WAITS).for_guardian


@pytest.mark.environment(LEADGATE_AGE_OF_CONSENT="13,DE=16")
def test_at_fifteen_one_needs_a_guardian_where_the_law_says_sixteen(site):
    site.publish()
    assert site.visitor().opt_in(email=ADA, age_band="13-15", country="DE").status_code == 422
    assert site.visitor().opt_in(email=ADA, age_band="13-15", country="DE", guardian_email=GRETA).status_code == 303
    assert one(Verification, WAITS).for_guardian


@pytest.mark.environment(LEADGATE_AGE_OF_CONSENT="16")
def test_sixteen_can_be_the_age_everywhere(site):
    site.publish()
    assert site.visitor().opt_in(email=ADA, age_band="13-15").status_code == 422


def test_an_unknown_age_band_is_refused(site):
    site.publish()
    assert site.visitor().opt_in(email=ADA, age_band="99").status_code == 422
    assert count(Verification, WAITS) == 0
