"""Somebody deletes themselves between two statements of a page or an act that others are on: nobody meets an error."""

from collections.abc import Callable

import pytest

from leadgate.assets.leads import leads_of
from leadgate.erasure.actions import erasing
from leadgate.foundation.keys.vault import Vault
from leadgate.foundation.permissions import Role
from leadgate.joining.models import MembershipRequest, MembershipStep
from leadgate.joining.types import JoinStep
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.subjects import subjects_of
from leadgate.ledger.types import ConsentEvent
from leadgate.moderation.actions import looking
from leadgate.scoring.actions import learning
from leadgate.scoring.models import Score
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.groups.conftest import group as group
from tests.groups.conftest import mina as mina
from tests.groups.scenes import person
from tests.scoring.crowds import crowd, goal, learn, newcomers, the, welcome

pytestmark = pytest.mark.both_databases("joining.actions.moving", "scoring.actions.learning")


@pytest.fixture
def before(monkeypatch):
    """Has something happen once, before a function is called the next time."""

    def let(place: object, name: str, happen: Callable[[], object]) -> None:
        original, left = getattr(place, name), [happen]

        def meanwhile(*args, **more):
            while left:
                left.pop()()
            return original(*args, **more)

        monkeypatch.setattr(place, name, meanwhile)

    return let


@pytest.fixture
def asked(group):
    """Two who wait."""
    group.ask(ADA, "Ada")
    group.ask(NOOR, "Noor")


def test_the_queue_is_shown_and_only_who_is_left_was_looked_at(asked, mina, before):
    gone, left = person(ADA), person(NOOR)
    before(looking, "note_look", lambda: erasing.leave(gone))
    assert mina.get("/moderate/bakers").status_code == 200
    assert one(MembershipStep, MembershipStep.what == JoinStep.SEEN).subject_id == left
    assert one(LedgerEntry, LedgerEntry.happened == ConsentEvent.SEEN).subject in subjects_of(left)


def test_the_page_of_one_request_whose_sender_is_gone_is_no_error(asked, mina, before):
    gone = person(ADA)
    request = one(MembershipRequest, MembershipRequest.subject_id == gone)
    before(looking, "note_look", lambda: erasing.leave(gone))
    assert mina.get(f"/moderate/bakers/requests/{request.id}").status_code == 404
    assert count(MembershipStep, MembershipStep.subject_id == gone) == 0


def test_leads_are_shown_without_who_is_gone(site, before):
    asset = site.publish()
    site.confirmed(email=ADA)
    site.confirmed(email=NOOR)
    marketer = site.staff(Role.MARKETER)
    before(Vault, "keys_of", lambda: erasing.leave(person(ADA)))
    page = marketer.get(f"/studio/assets/{asset}/leads")
    assert page.status_code == 200
    assert NOOR in page.text
    assert ADA not in page.text
    assert len(leads_of(asset)) == 1


def test_scoring_goes_on_without_who_is_gone(site, before):
    asset = site.publish(asks_why=True, motivations=[("costs", "Our costs went up"), ("taste", "I like the taste")])
    site.confirmed()
    aimed, late = goal(), newcomers(100)
    welcome(asset, [*crowd(500), *late])
    gone = next(one for one in late if not one.bought).id
    before(learning, "likeness_from", lambda: erasing.leave(gone))
    learn()
    assert the(aimed).stage == "done"
    assert count(Score) > 0
    assert count(Score, Score.person_id == gone) == 0
