"""What waited to be proven goes on waiting over a change of version, up and down: links, digits, letters on their way."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from leadgate.foundation import clock, migrating
from leadgate.foundation.db import forget_what_was_read
from leadgate.people.verification.models import Verification
from leadgate.people.verification.queries import address_of
from tests.cast import ADA, GRETA, NOOR, TIM
from tests.facts import PROVEN, WAITS, count, one

BEFORE = "0008"


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
    from leadgate.foundation import outbox
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
    assert done["method"] == "mail-link"
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
    from leadgate.foundation.vault import Ciphertext
    from leadgate.people.models import Person

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
