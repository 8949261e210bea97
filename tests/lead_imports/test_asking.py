"""Asking instead of proof: one letter to each who has none, in their language, and nobody comes who did not confirm."""

from datetime import timedelta
from io import BytesIO

import pytest

from leadgate.consent import queries as consent
from leadgate.foundation import clock
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.mail.addresses import parsed
from leadgate.lead_imports.models import LeadImport, LeadImported
from leadgate.lead_imports.sender import A_MINUTE
from leadgate.ledger import queries as ledger
from leadgate.people import queries as people
from leadgate.people.models import Person, Suppression
from leadgate.people.types import SuppressionReason
from leadgate.people.verification.actions.starting import SETTLE
from leadgate.people.verification.actions.suppressing import suppress
from leadgate.people.verification.models import Verification
from leadgate.retention.actions import sweeping
from leadgate.standing.actions.binding import await_holder
from leadgate.standing.types import StandingKind
from tests.browser_form import forms
from tests.facts import count, one
from tests.lead_imports.scenes import IMPORTS, PROOF, agrees, fates, file_of, known

pytestmark = [
    pytest.mark.environment(LEADGATE_CONTROLLER_ADDRESS="Herrengasse 1, Graz"),
    pytest.mark.both_databases("people.verification.actions.suppressing"),
]
UNPROVEN = ",The fair,subscribed,"
HEAD = "Email Address,CONFIRM_TIME,Source,MEMBER_STATUS,First Name,Language"


@pytest.fixture
def marketer(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    return site.staff()


def brought(site, marketer, *lines: str, asks: str = "unproven", head: str = HEAD) -> str:
    sent = marketer.fill(IMPORTS, file=(BytesIO(file_of(*lines, head=head)), "fair.csv"))
    assert sent.status_code == 303, sent.text
    assert marketer.fill(sent.location, purpose="newsletter", act="look", asks=asks).status_code == 303
    site.work()
    return sent.location


def take(site, marketer, *lines: str, **how: str) -> str:
    page = brought(site, marketer, *lines, **how)
    assert marketer.fill(page, act="import").status_code == 303
    site.work()
    return page


def later(site, minutes: int = 5):
    """What leaves within that time does."""
    with clock.moved(timedelta(minutes=minutes)):
        site.work()


def test_who_has_no_proof_gets_one_letter_in_their_language_and_comes_by_pressing_only(site, marketer):
    page = brought(site, marketer, f"new@list.example,{PROOF},", f"asked@list.example,{UNPROVEN},zh-TW")
    shown = marketer.get(page).text
    assert "One letter would leave" in shown
    assert f"at most {A_MINUTE} a minute" in shown
    assert "Herrengasse 1" in shown
    assert count(Verification) == 0, "nothing leaves before it is said"
    marketer.fill(page, act="import")
    later(site)
    assert (agrees("new@list.example"), known("asked@list.example")) == (True, None)
    [letter] = site.mails("asked@list.example")
    assert "您想收到" in letter.subject
    assert "The newsletter" in letter.text
    link = site.mail("asked@list.example").link("confirm")
    visitor = site.visitor()
    assert "What the newsletter is about." in visitor.get(link).text
    assert known("asked@list.example") is None, "looking changes nothing"
    assert visitor.fill(link).location.endswith("/confirmed")
    assert agrees("asked@list.example")
    person = known("asked@list.example")
    [entry] = [each for each in ledger.entries_of(person.id) if each.purpose == "newsletter"]
    assert (entry.method, person.language) == ("confirm-page", "zh-Hant")
    assert one(LeadImported, LeadImported.was_asked).entry == entry.id
    assert "Already confirmed" in visitor.get(link).text


def test_nobody_is_asked_twice_and_who_wants_no_letters_not_once(site, marketer):
    for name, why in (("alone", SuppressionReason.NOT_ME), ("uninvited", SuppressionReason.NO_INVITATIONS)):
        suppress(people.index_of(parsed(f"{name}@list.example")), why)
    await_holder(StandingKind.OPT_OUT, people.index_of(parsed("out@list.example")))
    names = ("alone", "uninvited", "out", "asked", "asked")
    lines = [f"{name}@list.example,{UNPROVEN}," for name in names]
    page = take(site, marketer, *lines)
    assert fates(marketer, page) == {
        "asked here not to be written to, or said no": 3,
        "stands further up in the file already": 1,
        "asked by one letter whether they want this, and in only once they confirm": 1,
    }
    later(site)
    assert len(site.mails("asked@list.example")) == 1
    with clock.moved(timedelta(days=15)):
        list(sweeping.sweep())
        site.work()
        assert count(Verification) == 0, "who does not confirm is gone"
        again = site.staff(email="two@bakery.example")
        assert list(fates(again, brought(site, again, *lines[3:4]))) == [
            "was asked by a letter before, and is not asked again"
        ]
    assert count(Person) == 0


def test_everybody_can_be_asked_and_nobody_where_that_was_chosen(site, marketer):
    lines = (f"new@list.example,{PROOF},", f"none@list.example,{UNPROVEN},")
    assert len(fates(marketer, brought(site, marketer, *lines, asks="nobody"))) == 2
    page = take(site, marketer, *lines, asks="everybody")
    assert list(fates(marketer, page).values()) == [2]
    assert (count(Person), count(Verification)) == (0, 2)


def test_saying_no_deletes_the_address_at_once_and_for_good(site, marketer):
    take(site, marketer, f"asked@list.example,{UNPROVEN},")
    later(site)
    link = site.mail("asked@list.example").link("confirm")
    visitor = site.visitor()
    no = next(form for form in forms(visitor.get(link).text) if form.action.endswith("/no"))
    assert "Your address is gone" in visitor.post(no.action, data=no.values).text
    assert (count(Verification), known("asked@list.example")) == (0, None)
    assert "This question is over" in visitor.get(link).text
    assert one(Suppression, Suppression.reason == SuppressionReason.ASKED).until is None


def test_undoing_calls_off_what_was_not_answered_and_leaves_whoever_confirmed(site, marketer):
    lines = [f"{name}@list.example,{UNPROVEN}," for name in ("yes", "silent")]
    page = take(site, marketer, *lines)
    later(site)
    site.visitor().fill(site.mail("yes@list.example").link("confirm"))
    waiting = site.mail("silent@list.example").link("confirm")
    assert marketer.fill(page + "/undo", act="undo").status_code == 303
    site.work()
    forget_what_was_read()
    assert (one(LeadImport).state, agrees("yes@list.example")) == ("undone", True)
    assert count(Verification, Verification.confirmed_at.is_(None)) == 0
    assert "This question is over" in site.visitor().get(waiting).text


def test_letters_leave_one_after_another(site, marketer):
    how_many = 3 * A_MINUTE
    take(site, marketer, *(f"p{at}@list.example,{UNPROVEN}," for at in range(how_many)))
    in_a_minute = clock.now() + timedelta(minutes=1)
    later_ones = count(OutboxItem, OutboxItem.kind == SETTLE, OutboxItem.due_at > in_a_minute)
    assert A_MINUTE < later_ones < how_many - A_MINUTE + 5


@pytest.mark.environment(LEADGATE_CONTROLLER_ADDRESS="1 Example Street, Exampletown")
def test_no_letter_leaves_that_does_not_say_whose_it_is(site, marketer):
    sent = marketer.fill(IMPORTS, file=(BytesIO(file_of(f"asked@list.example,{UNPROVEN}")), "fair.csv"))
    refused = marketer.fill(sent.location, purpose="newsletter", act="look", asks="unproven")
    assert (refused.status_code, "postal address" in refused.text) == (422, True)
    assert consent.offers(["newsletter"], "en")


def test_the_list_somebody_came_by_stands_on_their_page_among_the_leads_and_in_their_own_file(site, marketer):
    take(site, marketer, f"new@list.example,{PROOF},")
    person = known("new@list.example")
    shown = marketer.get(f"/studio/leads/{person.id}").text
    assert "Came by an imported list" in shown
    assert "fair.csv" in shown
    assert "The fair in Graz" in shown
    own = site.signed_in("new@list.example").get("/me/data").text
    assert "fair.csv" in own
    assert "The fair in Graz" in own
