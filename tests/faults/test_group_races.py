"""Two at once at the door of a group: exactly one of two decisions counts, and nobody is in it twice or too many."""

from functools import partial

import pytest
from sqlalchemy import select

from leadgate.foundation.db import forget_what_was_read, session
from leadgate.groups import queries
from leadgate.groups.errors import GroupFull, MemberAlready
from leadgate.groups.models import Group, Membership
from leadgate.groups.types import Admission
from leadgate.joining.actions import deciding, own_request
from leadgate.joining.errors import DecidedMeanwhile, WaitsAlready
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import LIVE, JoinState
from tests.facts import count
from tests.faults.doors import ask, group_of, known
from tests.faults.doors import moderators as moderators
from tests.faults.together import at_once
from tests.groups.scenes import bakers

pytestmark = pytest.mark.both_databases  # each holds others back in its own way
ROUNDS = 8
SEEN = 2
"""The version of a request that has just arrived."""


def test_two_moderators_who_decide_opposite_ways_in_the_same_moment_one_wins(site, here, moderators):
    site.publish()
    group, (mina, ole) = group_of(site, moderators, undo_minutes=0), moderators
    for number in range(ROUNDS):
        person = known(site, number)
        request = ask(group, person)
        yes = partial(deciding.approve, request, by=mina, seen=SEEN)
        both = at_once(here, yes, partial(deciding.decline, request, "No.", by=ole, seen=SEEN))
        refused = [one for one in both if isinstance(one, DecidedMeanwhile)]
        assert len(refused) == 1, both
        forget_what_was_read()
        state = session().get_one(MembershipRequest, request).state
        belongs = count(Membership, Membership.person_id == person.id)
        assert (state, belongs) in ((JoinState.APPROVED, 1), (JoinState.DECLINED, 0))


def test_a_request_that_is_taken_back_while_it_is_approved_is_one_or_the_other(site, here, moderators):
    site.publish()
    group = group_of(site, moderators, undo_minutes=0)
    for number in range(ROUNDS):
        person = known(site, number)
        request = ask(group, person)
        gate = queries.gate_of(queries.group(group.id), "en")
        mine = session().get_one(MembershipRequest, request)
        both = at_once(
            here, partial(deciding.approve, request, by=moderators[0]), partial(own_request.take_back, mine, gate)
        )
        assert sum(isinstance(one, Exception) for one in both) == 1, both
        forget_what_was_read()
        state = session().get_one(MembershipRequest, request).state
        assert (state == JoinState.APPROVED) == bool(count(Membership, Membership.person_id == person.id))


def test_asking_twice_in_the_same_moment_asks_once(site, here, moderators):
    site.publish()
    group = group_of(site, moderators)
    for number in range(ROUNDS):
        person = known(site, number)
        both = at_once(here, partial(ask, group, person), partial(ask, group, person))
        assert sum(isinstance(one, WaitsAlready) for one in both) == 1, both
        assert count(MembershipRequest, MembershipRequest.subject_id == person.id) == 1


def test_an_open_group_takes_who_asks_twice_in_the_same_moment_in_once(site, here, moderators):
    site.publish()
    group = group_of(site, moderators, admission=Admission.OPEN)
    for number in range(ROUNDS):
        person = known(site, number)
        both = at_once(here, partial(ask, group, person), partial(ask, group, person))
        assert sum(isinstance(one, (MemberAlready, WaitsAlready)) for one in both) == 1, both
        assert count(Membership, Membership.person_id == person.id) == 1


def test_two_approvals_for_the_last_place_let_one_in(site, here, moderators):
    site.publish()
    for number in range(ROUNDS):
        group = group_of_one(site, moderators, number)
        first, second = (ask(group, known(site, 2 * number + at)) for at in range(2))
        both = at_once(here, *(partial(deciding.approve, one, by=moderators[0]) for one in (first, second)))
        assert sum(isinstance(one, GroupFull) for one in both) == 1, both
        assert count(Membership, Membership.group_id == group.id) == 1
        waiting = select(MembershipRequest.id).where(MembershipRequest.state.in_(LIVE))
        forget_what_was_read()
        assert len(session().scalars(waiting.where(MembershipRequest.group_id == group.id)).all()) == 1


def group_of_one(site, moderators, number: int) -> Group:
    found = bakers(site, f"g{number}", questions=False, undo_minutes=0, most_members=1)
    forget_what_was_read()
    return queries.group(found.id)
