"""What waits to be proven goes on waiting over a change of version: links, digits, letters on their way."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import text

from leadgate.consent.queries import agrees
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.joining.models import MembershipRequest
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from leadgate.people.verification.queries import address_of
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.retention.actions import sweeping
from leadgate.rights.models import PrivacyRequest
from tests.cast import ADA, GRETA, NOOR, TIM
from tests.facts import PROVEN, WAITS, count, one
from tests.groups.scenes import MINA, WHY, bakers
from tests.papers import PDF

BEFORE = "0008"

pytestmark = pytest.mark.both_databases


@pytest.fixture
def older(here):
    """Take the database to the version before; answers what reads it there."""

    def rows(statement: str) -> list[dict[str, object]]:
        with here.database.reader.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(text(statement))]

    def step_down():
        forget_what_was_read()
        migrating.step_down(here, BEFORE)
        return rows

    return step_down


def back_up(here) -> None:
    migrating.migrate(here)
    forget_what_was_read()


def opened(here, place: str, row: object, sealed: object, owner: object = None) -> str:
    """What the version before reads there."""
    forget_what_was_read()
    number = row if isinstance(row, UUID) else UUID(str(row))
    owner = owner or number
    key = here.vault.key_of(owner if isinstance(owner, UUID) else UUID(str(owner)))
    return key.open_at(f"{place}.{number}", bytes(sealed))


def test_an_opt_in_that_waits_is_what_the_version_before_wrote_and_is_confirmed_afterwards(site, here, older):
    site.purpose()
    site.publish(purposes=["newsletter"])
    visitor = site.visitor()
    visitor.opt_in(consent="newsletter")
    mail = site.mail()
    rows = older()
    [kept] = rows("select * from opt_in")
    assert opened(here, "opt_in.address", kept["id"], kept["address"]) == ADA
    answers = json.loads(opened(here, "opt_in.answers", kept["id"], kept["answers"]))
    assert [what for _notice, what in answers["purposes"]] == ["given", "given"]
    assert (kept["mails"], kept["code_tries"]) == (1, 0)
    back_up(here)
    assert address_of(one(Verification, WAITS).id) == ADA
    assert visitor.get(mail.link("confirm")).location.startswith("/a/guide/ready?grant=")


def test_the_digits_and_a_guardians_question_work_on_too(site, here, older):
    site.publish()
    visitor = site.visitor()
    visitor.opt_in()
    site.visitor().opt_in(email=TIM, age_band="under-13", guardian_email=GRETA)
    code, guardian = site.mail().code, site.mail(GRETA).link("guardian")
    older()
    back_up(here)
    assert visitor.fill("/a/guide/inbox", code=code).status_code == 303
    assert site.visitor().fill(guardian).location.startswith("/a/guide/ready?grant=")


def test_what_the_worker_has_not_seen_yet_it_sees_after_either_way(site, here, older):
    site.publish()
    site.work()
    site.visitor().opt_in()
    rows = older()
    [waits] = rows("select kind, key from outbox where done_at is null")
    assert waits["kind"] == "assets.settle"
    back_up(here)
    assert len(site.mails(ADA)) == 1


def test_a_letter_on_its_way_leaves_after_either_way(site, here, older):
    from leadgate.foundation.background import outbox
    from leadgate.people.verification.actions import sending

    site.publish()
    site.work()
    site.visitor().opt_in()
    [settle] = outbox.claim()
    sending.settle(**settle.payload)
    rows = older()
    letters = rows("select payload from outbox where kind = 'mail'")
    assert "opt_in" in str(letters)
    back_up(here)
    assert len(site.mails(ADA)) == 1
    assert site.mail().link("confirm")


def test_a_link_that_was_used_says_so_afterwards(site, here, older):
    site.publish()
    site.visitor().opt_in()
    link = site.mail().link("confirm")
    site.visitor().fill(link)
    rows = older()
    [done] = rows("select * from confirmation")
    assert done["method"] == "confirm-page"
    assert [row["id"] for row in rows("select id from asset_grant")] == [done["grant_id"]]
    back_up(here)
    assert "Already confirmed" in site.visitor().get(link).text
    assert count(Verification, PROVEN) == 1


def test_a_reminder_that_is_due_is_sent_once(site, here, older):
    from leadgate.people.verification.actions import sending

    site.publish()
    site.visitor().opt_in(email=NOOR)
    site.work()
    older()
    back_up(here)
    with clock.moved(timedelta(hours=25)):
        assert sending.remind_batch() == 1
        assert sending.remind_batch() == 0
        assert len(site.mails(NOOR)) == 2


def test_a_legal_hold_on_what_was_renamed_goes_on_holding(site, here, older):
    from leadgate.erasure.models import Hold
    from leadgate.foundation.db import action, session
    from leadgate.foundation.ids import new_id
    from leadgate.foundation.keys.vault import Ciphertext

    site.publish()
    site.confirmed()

    @action
    def hold(table: str) -> None:
        person = one(Person).id
        session().add(
            Hold(
                id=new_id(),
                person_id=person,
                held_table=table,
                reason=Ciphertext(b""),
                placed_at=clock.now(),
                review_at=clock.now(),
            )
        )

    hold("verification")
    rows = older()
    assert [row["held_table"] for row in rows("select held_table from legal_hold")] == ["confirmation"]
    back_up(here)
    assert one(Hold).held_table == "verification"


def test_a_request_to_join_that_waits_is_proven_afterwards_with_all_that_was_typed(site, here, older):
    site.staff(Role.MODERATOR, MINA)
    site.purpose()
    group = bakers(site)
    making.edit(
        group.id,
        GroupPage("Bakers who price"),
        questions=[QuestionDraft(WHY, "So that we know.")],
        purposes=["newsletter"],
    )
    ada = site.visitor()
    group.fill_in(ada, answer="Rising costs", consent="newsletter")
    mail = site.mail()
    rows = older()
    [kept] = rows("select * from membership_request")
    [said] = rows("select * from membership_request_answers")
    assert (kept["state"], kept["mails"], kept["id"]) == ("awaiting-email", 1, kept["subject_id"])
    assert opened(here, "membership_request.address", kept["id"], kept["address"]) == ADA
    assert opened(here, "membership_request.name", kept["id"], kept["name"]) == "Ada"
    assert "given" in opened(here, "membership_request.consents", kept["id"], kept["consents"])
    assert "Rising costs" in opened(here, "membership_request_answers.answers", kept["id"], said["answers"])
    assert said["kept_days"] == 30
    back_up(here)
    assert count(MembershipRequest) == 0
    assert ada.get(mail.link("confirm")).status_code == 303
    page = ada.get("/g/bakers/request").text
    assert "You are number 1" in page
    assert "Rising costs" in page
    assert agrees(one(MembershipRequest).subject_id, "newsletter")


def test_a_childs_request_to_join_waits_on_for_their_guardian(site, here, older):
    site.staff(Role.MODERATOR, MINA)
    group = bakers(site)
    group.fill_in(site.visitor(), TIM, "Tim", age_band="under-13", guardian_email=GRETA)
    link = site.mail(GRETA).link("g/guardian")
    rows = older()
    [kept] = rows("select * from membership_request")
    assert opened(here, "membership_request.name", kept["id"], kept["name"]) == ""
    back_up(here)
    assert site.visitor().fill(link).location == "/g/bakers/join"


def test_a_request_that_waits_for_moderators_is_not_touched(site, here, older):
    site.staff(Role.MODERATOR, MINA)
    group = bakers(site)
    ada = group.ask()
    rows = older()
    assert [row["state"] for row in rows("select state from membership_request")] == ["pending"]
    back_up(here)
    assert "You are number 1" in ada.get("/g/bakers/request").text


def test_a_sign_in_link_works_on_and_so_does_a_question_nobody_has_looked_at(site, here, older):
    site.publish()
    site.confirmed()
    site.visitor().fill("/me/sign-in", email=ADA)
    link = site.mail().link("me/sign-in")
    site.visitor().fill("/me/sign-in", email=ADA)
    rows = older()
    [sent] = rows("select * from sign_in_link")
    assert [row["id"] for row in rows("select id from person")] == [sent["person_id"]]
    [unread] = rows("select payload, key from outbox where kind = 'people.send_link' and done_at is null")
    payload = json.loads(unread["payload"]) if isinstance(unread["payload"], str) else unread["payload"]
    sealed = bytes.fromhex(payload["sealed"])
    assert opened(here, "sign_in.address", payload["note"], sealed) == ADA
    back_up(here)
    assert site.visitor().fill(link).location == "/me"
    assert site.visitor().fill(link).status_code == 410
    newest = site.mail().link("me/sign-in")
    assert newest != link
    assert site.visitor().fill(newest).location == "/me"


@pytest.mark.parametrize("first", ["old", "new", "neither"])
def test_a_change_of_address_that_waits_is_agreed_to_afterwards(site, here, older, first):
    site.publish()
    site.confirmed()
    site.signed_in().fill("/me/address", email=NOOR)
    links = {"old": site.mail(ADA).link("me/address/old"), "new": site.mail(NOOR).link("me/address/new")}
    if first in links:
        site.visitor().fill(links[first])
    rows = older()
    [change] = rows("select * from address_change")
    assert (bool(change["old_said_yes"]), bool(change["new_said_yes"])) == (first == "old", first == "new")
    assert opened(here, "address_change.address", change["id"], change["address"], change["person_id"]) == NOOR
    back_up(here)
    answers = [site.visitor().fill(link).text for link in links.values()]
    assert sum("goes to the new address" in text for text in answers) == 1
    person = one(Person)
    assert people.address_of(person.id) == NOOR
    assert people.id_with(people.index_of(parsed(NOOR))) == person.id


@pytest.mark.parametrize("swept", ["address-old", "address-new"])
def test_a_change_of_address_of_which_half_has_expired_is_in_nobodys_way(site, here, older, swept):
    site.publish()
    site.confirmed()
    site.signed_in().fill("/me/address", email=NOOR)
    with here.database.writer.begin() as connection:
        connection.execute(text("delete from verification where kind = :swept"), {"swept": swept})
    assert older()("select * from address_change") == []
    back_up(here)


def test_letters_about_a_change_that_have_not_left_leave_after_either_way(site, here, older):
    site.publish()
    site.confirmed()
    site.signed_in().fill("/me/address", email=NOOR)
    rows = older()
    letters = [str(row["payload"]) for row in rows("select payload from outbox where done_at is null")]
    assert sum("people/address_" in letter and "change" in letter for letter in letters) == 2
    back_up(here)
    assert site.mail(NOOR).link("me/address/new")
    assert site.mail(ADA).link("me/address/old")


def ask_for_access(site, email=ADA, **fields):
    return site.visitor().fill("/privacy/request", right="access", email=email, **fields)


def test_a_privacy_request_that_is_not_proven_is_proven_afterwards(site, here, older):
    ask_for_access(site)
    link = site.mail().link("privacy/request/prove")
    rows = older()
    assert [row["state"] for row in rows("select state from privacy_request")] == ["unverified"]
    back_up(here)
    visitor = site.visitor()
    page = visitor.fill(link).location
    assert one(PrivacyRequest).verified_at is not None
    assert visitor.get(page).status_code == 200
    assert visitor.fill(link).location.startswith("/privacy/requests/"), "again is fine"


def test_a_privacy_request_that_was_proven_stays_so(site, here, older):
    ask_for_access(site)
    link = site.mail().link("privacy/request/prove")
    site.visitor().fill(link)
    older()
    back_up(here)
    assert count(Verification, WAITS) == 0
    assert site.visitor().fill(link).location.startswith("/privacy/requests/")


def test_an_agents_mandate_is_confirmed_afterwards(site, here, older):
    visitor = site.visitor()
    fields = {"whom": "agent", "subject_email": NOOR, "mandate": (BytesIO(PDF), "mandate.pdf")}
    assert visitor.fill("/privacy/request", right="access", email=ADA, **fields).status_code == 303
    site.visitor().fill(site.mail(ADA).link("privacy/request/prove"))
    link = site.mail(NOOR).link("privacy/request/mandate")
    older()
    back_up(here)
    assert site.visitor().fill(link).status_code == 200
    assert one(PrivacyRequest).mandate_confirmed_at is not None


def test_a_letter_about_a_privacy_request_leaves_after_either_way(site, here, older):
    ask_for_access(site)
    rows = older()
    [letter] = [str(row["payload"]) for row in rows("select payload from outbox where done_at is null")]
    assert "rights/prove" in letter
    assert "request" in letter
    back_up(here)
    assert site.mail().link("privacy/request/prove")


def test_what_the_version_before_had_sealed_is_gone_when_its_time_has_passed(site, here, older):
    site.publish()
    site.visitor().opt_in()
    ask_for_access(site, NOOR)
    site.work()
    older()
    back_up(here)
    with clock.moved(timedelta(days=46)):
        list(sweeping.sweep())
    assert count(Verification) == count(VaultKey) == 0
