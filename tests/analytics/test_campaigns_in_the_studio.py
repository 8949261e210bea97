"""Naming campaigns and letting go of them without a shell."""

from leadgate.analytics import queries
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.permissions import Role
from tests.facts import one


def test_a_word_is_named_and_taken_off_on_the_record(site):
    marketer, viewer = site.staff(Role.MARKETER), site.staff(Role.VIEWER)
    marketer.fill("/studio/campaigns", word="Spring Letter")
    assert queries.campaigns() == ["spring letter"]
    assert "spring letter" in viewer.get("/studio/campaigns").text
    assert "campaigns/drop" not in viewer.get("/studio/campaigns").text
    marketer.press("/studio/campaigns", "/studio/campaigns/drop")
    assert queries.campaigns() == []
    assert one(AuditEntry, AuditEntry.act == "campaign:drop").actor is not None


def test_a_word_that_could_be_somebodys_address_is_refused_and_stays_typed(site):
    answer = site.staff(Role.MARKETER).fill("/studio/campaigns", word="ada@example.org")
    assert answer.status_code == 422
    assert 'value="ada@example.org"' in answer.text
