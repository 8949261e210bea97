"""Words of links: what could be one person's never stands beside a count or a person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.analytics import queries
from leadgate.analytics.actions import naming, sighting
from leadgate.analytics.errors import NotACampaign
from leadgate.analytics.models import CampaignSighting, StepCount
from leadgate.assets.models import Grant
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.privacy.register import export_of
from leadgate.people.verification.models import Verification
from tests.facts import count, every, one

pytestmark = pytest.mark.both_databases("analytics.actions.sighting")


@pytest.fixture
def guide(site):
    site.publish()
    return site


def visit(site, word: str, network: int = 1, **how) -> None:
    site.visitor(X_Forwarded_For=f"198.51.{network}.7", **how).get(f"/a/guide?source={word}")
    site.here.counters.flush()


def sources() -> set[str]:
    return {source for (source,) in every(select(StepCount.source))}


def test_a_word_that_is_one_persons_is_stored_nowhere(guide, tmp_path):
    visitor = guide.visitor()
    visitor.fill("/a/guide?source=john.doe-example.org", email="john@person.example")
    guide.here.counters.flush()
    visitor.get(guide.mail("john@person.example").link("confirm"))
    assert sources() == {"other"}
    assert {source for (source,) in every(select(Verification.source))} == {"other"}
    row = one(Grant)
    assert export_of(row.person_id)["asset_grant"][0]["answers"].count("john.doe") == 0
    if guide.here.database.is_sqlite:
        guide.here.database.checkpoint()
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"john.doe" in path.read_bytes()] == []


def test_a_campaign_that_was_named_is_counted_by_its_name_from_the_first_visitor_on(guide):
    assert naming.add(" Spring-Letter ") == "spring-letter"
    visit(guide, "spring-letter")
    assert sources() == {"spring-letter"}
    naming.drop("spring-letter")
    visit(guide, "spring-letter")
    assert sources() == {"spring-letter", "other"}


@pytest.mark.parametrize("word", ["", "@", "ada@person.example", "!!", "0912345678", "letter|||a1b2c3d4e5f6a7b8"])
def test_what_is_no_word_or_somebodys_address_is_no_campaign(site, word):
    with pytest.raises(NotACampaign):
        naming.add(word)


@pytest.mark.environment(LEADGATE_TRUSTED_PROXIES="127.0.0.1/32")
def test_a_word_of_five_different_visitors_is_counted_by_its_name_and_one_of_four_is_not(guide):
    for network in range(4):
        visit(guide, "talk", network)
    visit(guide, "talk", 0)
    assert sources() == {"other"}, "the same visitor again is no other one"
    visit(guide, "talk", 4)
    visit(guide, "talk", 5)
    assert sources() == {"other", "talk"}
    with clock.moved(timedelta(days=31)):
        sighting.forget_old()
        visit(guide, "talk", 6)
        assert count(CampaignSighting) == 1, "what was long ago is neither kept nor counted"
        assert count(StepCount, StepCount.source == "talk") == 1


@pytest.mark.environment(LEADGATE_TRUSTED_PROXIES="127.0.0.1/32")
def test_an_origin_of_five_visitors_is_counted_whole_unless_it_looks_like_somebody_s_or_there_are_too_many(
    guide, monkeypatch
):
    naming.add("letter")
    for network in range(5):
        visit(guide, "letter&utm_term=bread", network)
        visit(guide, "letter&utm_term=0912345678", network)
    assert sources() == {"letter"}
    visit(guide, "letter&utm_term=0912345678", 5)
    assert sources() == {"letter"}
    monkeypatch.setattr(queries, "MOST_ORIGINS", 1)
    visit(guide, "letter&utm_term=bread", 5)
    assert sources() == {"letter"}
    monkeypatch.undo()
    visit(guide, "letter&utm_term=bread", 6)
    assert sources() == {"letter", "letter||||bread"}


def test_rare_words_from_before_become_other_and_those_of_many_become_campaigns(guide):
    for word, times in (("john.doe", 1), ("letter", 5)):
        naming.add(word)
        for number in range(times):
            visitor, email = guide.visitor(), f"{word}{number}@person.example"
            visitor.fill(f"/a/guide?source={word}", email=email)
            visitor.get(guide.mail(email).link("confirm"))
    guide.here.counters.flush()
    assert sources() == {"john.doe", "letter"}
    forget_what_was_read()
    migrating.step_down(guide.here, "0017")
    migrating.migrate(guide.here)
    forget_what_was_read()
    assert sources() == {"other", "letter"}
    said = [export_of(row.person_id)["asset_grant"][0]["answers"] for (row,) in every(select(Grant))]
    assert sorted(["letter" in one for one in said]) == [False] + [True] * 5
    assert not any("john.doe" in one for one in said)
    visit(guide, "letter")
    assert sources() == {"other", "letter"}
