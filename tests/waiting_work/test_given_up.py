"""What was given up is seen, tried again and given up for good without a shell, and names nobody."""

import pytest
from sqlalchemy import text

from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.permissions import Role
from tests.cast import ADA
from tests.facts import count, one
from tests.given_up import give_up_a_letter


def give_up(*troubles):
    return [give_up_a_letter("mail", trouble) for trouble in troubles]


@pytest.fixture
def officer(site):
    return site.staff(Role.OFFICER)


def test_it_is_said_what_was_given_up_and_why_and_for_nobody_whom(officer):
    give_up("SMTPServerDisconnected", "refused: 550", "KeyError")
    page = officer.get("/admin/waiting").text
    assert "could not be reached (SMTPServerDisconnected)" in page
    assert "refused it for good (550)" in page
    assert "failed in the program (KeyError)" in page
    single = officer.get("/admin/waiting/mail?trouble=KeyError").text
    assert "assets/confirm" in single
    assert ADA not in page + single


def test_all_of_a_kind_is_tried_again_and_what_was_refused_for_good_is_not_among_it(officer):
    give_up("TimeoutError", "refused: 550")
    officer.press("/admin/waiting", "/admin/waiting/mail/retry?trouble=TimeoutError")
    assert count(OutboxItem, OutboxItem.due_at.is_not(None)) == 1
    assert one(OutboxItem, OutboxItem.dead_at.is_not(None)).trouble == "refused: 550"
    assert one(AuditEntry, AuditEntry.act == "outbox:retry").actor is not None


def test_one_of_them_is_given_up_for_good_after_it_was_said_what_follows(officer):
    give_up("TimeoutError")
    way = f"/admin/waiting/mail/drop?trouble=TimeoutError&item={one(OutboxItem).id}"
    assert "nobody is told that it did not come" in officer.get(way).text
    assert count(OutboxItem) == 1
    officer.press(way, way)
    assert count(OutboxItem) == 0
    assert one(AuditEntry, AuditEntry.act == "outbox:drop").subject is not None
    assert officer.get(way).status_code == 404


def test_nobody_else_sees_it(site):
    assert site.staff(Role.MARKETER).get("/admin/waiting").status_code == 403


def test_what_was_given_up_is_found_by_its_index(here):
    asked = "select min(dead_at) from outbox where dead_at is not null group by kind, trouble"
    with here.database.writer.connect() as connection:
        if not here.database.is_sqlite:
            connection.execute(text("set enable_seqscan = off"))
        plan = connection.execute(text(f"{'explain query plan' if here.database.is_sqlite else 'explain'} {asked}"))
        assert "ix_outbox_dead_at" in str(plan.all())
