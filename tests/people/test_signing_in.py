"""A person's way to their own page: a link from the inbox, once, and the same answer for everybody."""

import json
import re
from datetime import timedelta

import pytest

from leadgate.foundation import clock
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.keys.vault import VaultKey
from leadgate.ledger.actions import sealing
from leadgate.ledger.signing import public_key
from leadgate.people.models import PersonSession
from leadgate.verifier.documents import verify_document
from leadgate.verifier.verdict import Outcome, Trust
from tests.cast import ADA, NOOR
from tests.facts import count

pytestmark = pytest.mark.both_databases


def signed_in(site, email=ADA):
    visitor = site.visitor()
    assert visitor.fill("/me/sign-in", email=email).location == "/me/link-sent"
    assert visitor.fill(site.mail(email).link("me/sign-in")).location == "/me"
    return visitor


def test_somebody_known_signs_in_with_a_link_and_sees_their_downloads_and_consents(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    page = signed_in(site).get("/me").text
    assert "The guide" in page
    assert "newsletter" in page


def test_the_link_works_once_and_for_ten_minutes(site):
    site.publish()
    site.confirmed()
    visitor = site.visitor()
    visitor.fill("/me/sign-in", email=ADA)
    link = site.mail().link("me/sign-in")
    for _ in range(3):
        assert site.visitor().get(link).status_code == 200, "looking does not use it up"
    with clock.moved(timedelta(minutes=11)):
        assert site.visitor().fill(link).status_code == 410
    visitor.fill(link)
    assert site.visitor().fill(link).status_code == 410


def test_known_and_unknown_get_the_same_answer_and_the_unknown_no_mail(site):
    site.publish()
    site.confirmed()
    answers = []
    for email in (ADA, NOOR):
        answer = site.visitor().fill("/me/sign-in", email=email)
        answers.append((answer.status_code, answer.location, sorted(answer.headers.keys())))
    assert answers[0] == answers[1]
    assert site.mails(NOOR) == []


def test_nothing_is_left_of_a_question_for_somebody_unknown(site):
    site.visitor().fill("/me/sign-in", email=NOOR)
    assert count(VaultKey) == 1
    site.work()
    assert count(VaultKey) == count(OutboxItem) == 0


def test_three_links_an_hour_are_enough(site):
    site.publish()
    site.confirmed()
    statuses = [site.visitor().fill("/me/sign-in", email=ADA).status_code for _ in range(4)]
    assert statuses == [303, 303, 303, 429]


def test_signing_out_ends_the_session_on_the_server(site):
    site.publish()
    site.confirmed()
    visitor = signed_in(site)
    cookie = visitor.client.get_cookie("leadgate-me").value
    visitor.post("/me/sign-out")
    thief = site.visitor()
    thief.client.set_cookie("leadgate-me", cookie)
    assert thief.get("/me").status_code == 303
    assert count(PersonSession) == 0


def test_a_session_ends_after_two_hours(site):
    site.publish()
    site.confirmed()
    visitor = signed_in(site)
    with clock.moved(timedelta(hours=2, seconds=1)):
        assert visitor.get("/me").location == "/me/sign-in"


def test_the_receipts_can_be_downloaded_and_checked(site):
    site.publish()
    site.confirmed()
    sealing.seal_all()
    answer = signed_in(site).get("/me/receipts")
    assert answer.mimetype == "application/ld+json"
    assert verify_document(answer.data, Trust([public_key()])).outcome is Outcome.GENUINE
    assert len(json.loads(answer.data)["@graph"]) == 2


def test_nobody_sees_a_page_that_is_not_theirs(site):
    site.publish("one", title="Ada's secret")
    site.publish("two", title="Noor's secret")
    site.confirmed("one", ADA)
    site.confirmed("two", NOOR)
    page = signed_in(site, NOOR).get("/me").text
    assert "Noor&#39;s secret" in page
    assert "Ada" not in page
    assert site.visitor().get("/me/receipts").status_code == 303
    assert re.search("secret", page)
