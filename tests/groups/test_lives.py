"""Any order of asking, taking back, deciding, undoing, banning, leaving, erasing and waiting keeps one valid state per
person and group, and never shows a post to somebody who does not belong."""

from contextlib import ExitStack, suppress
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import func, select

from leadgate.consent.queries import agrees
from leadgate.discussions.actions import posting
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.errors import Refusal
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.groups import queries
from leadgate.groups.actions import leaving, making
from leadgate.groups.models import Membership
from leadgate.joining.actions import asking, deciding, expiring, own_request
from leadgate.joining.actions.asking import TypedJoin
from leadgate.joining.models import MembershipRequest, RequestAnswers
from leadgate.joining.types import LIVE, JoinState
from leadgate.ledger.actions.recording import Circumstances
from leadgate.people import queries as people
from leadgate.people.actions import signing_in
from leadgate.people.models import Person
from leadgate.people.room import PERSON
from leadgate.people.verification.actions import identity
from leadgate.questions.answers import Answer
from leadgate.retention.actions import sweeping
from leadgate.sanctions import queries as sanctions
from leadgate.sanctions.actions import appealing, sanctioning
from leadgate.sanctions.models import Sanction
from leadgate.sanctions.types import Sanctioning
from leadgate.staff.actions.accounts import account_with
from tests.groups.scenes import MINA, bakers, live_request
from tests.lives import live
from tests.size import examples
from tests.visitor import Site

NAMES = ("ann", "ben", "cem")
WHO = st.sampled_from(NAMES)
HOW = Circumstances("/g/bakers/join", "en", "192.0.2.0/24", "")
ACTS = st.sampled_from([deciding.approve, deciding.ignore, deciding.undo, deciding.reverse])


class Life(RuleBasedStateMachine):
    """Three people and a group."""

    def __init__(self, stack: ExitStack, site: Site) -> None:
        super().__init__()
        self.stack, self.site, self.here, self.version = stack, site, site.here, 1
        self.site.staff(Role.MODERATOR, MINA)
        self.mina = account_with(MINA)
        self.group = bakers(self.site).id

    def teardown(self) -> None:
        self.stack.close()

    def _tick(self, **much: float) -> None:
        self.stack.enter_context(clock.moved(timedelta(**much) if much else timedelta(seconds=1)))
        forget_what_was_read()

    def _id(self, who: str):
        return people.id_with(people.index_of(parsed(f"{who}@person.example")))

    def _newest(self, who: str):
        mine = select(MembershipRequest.id).where(MembershipRequest.subject_id == self._id(who))
        return session().scalar(mine.order_by(MembershipRequest.made_at.desc()).limit(1))

    @rule(who=WHO)
    def ask(self, who):
        self._tick()
        gate = queries.gate_of(queries.group(self.group), "en")
        answers = tuple(Answer(one.id, one.label, "Rising costs") for one in gate.questions)
        typed = TypedJoin(email="", name=who, answers=answers, accepts_rules=True)
        with suppress(Refusal):
            asking.ask_as(self._meet(who), gate, typed, HOW, offered=())

    @action
    def _meet(self, who: str) -> Person:
        address = parsed(f"{who}@person.example")
        owner = new_id()
        key = installation().vault.new_key(owner)
        met = identity.find_or_create(address, key=key, language="en", asked_at=clock.now())
        if met != owner:
            installation().vault.destroy(owner)
        return session().get_one(Person, met)

    @rule(who=WHO, act=ACTS)
    def moderate(self, who, act):
        self._tick()
        if (request := self._newest(who)) is not None:
            with suppress(Refusal):
                act(request, by=self.mina)

    @rule(who=WHO)
    def decline(self, who):
        self._tick()
        if (request := self._newest(who)) is not None:
            with suppress(Refusal):
                deciding.decline(request, "No.", by=self.mina)

    @rule(who=WHO)
    def take_back(self, who):
        self._tick()
        if (request := self._newest(who)) is not None:
            with suppress(Refusal):
                own_request.take_back(request, queries.gate_of(queries.group(self.group), "en"))

    @rule(who=WHO)
    def agree_anew(self, who):
        self._tick()
        if (request := self._newest(who)) is not None:
            gate = queries.gate_of(queries.group(self.group), "en")
            with suppress(Refusal):
                own_request.agree_anew(request, gate, HOW, wording=gate.wording(), accepts_rules=True)

    @rule()
    def new_rules(self):
        self._tick()
        self.version += 1
        making.publish_rules(self.group, f"Be kind, {self.version} times.")

    @rule(who=WHO, keeps=st.booleans())
    def leave(self, who, keeps):
        self._tick()
        if (person := self._id(who)) and (member := queries.membership(self.group, person)):
            leaving.leave(member.id, keeps_posts=keeps)

    @rule(who=WHO)
    def post(self, who):
        self._tick()
        if (person := self._id(who)) and (member := queries.membership(self.group, person)):
            with suppress(Refusal):
                posting.open_thread(member.id, "Flour", f"{who} says so.")

    @rule(who=WHO, kind=st.sampled_from(Sanctioning), days=st.sampled_from([1, 30]), hides=st.booleans())
    def sanction(self, who, kind, days, hides):
        self._tick()
        member = session().scalar(select(Membership).where(Membership.person_id == self._id(who)))
        if member:
            sanctioning.sanction(member.id, kind, "Spam.", days=days, group=self.group, by=self.mina, hides_posts=hides)

    @rule(who=WHO, granted=st.booleans())
    def appeal(self, who, granted):
        self._tick()
        for held in sanctions.of_group(self.group):
            if held.row.person_id == self._id(who):
                with suppress(Refusal):
                    appealing.appeal_sanction(held.row.person_id, held.row.id, "It was none.")
                    waiting = sanctions.appealed(self.group)[0].appeal.row.id
                    appealing.decide(waiting, "We have looked.", granted=granted, group=self.group, by=self.mina)

    @rule(who=WHO)
    def erase(self, who):
        self._tick()
        if person := self._id(who):
            erasing.erase(person, why=Why.PERSON)

    @rule(minutes=st.sampled_from([6, 8 * 24 * 60]))
    def wait(self, minutes):
        self._tick(minutes=minutes)
        expiring.expire_due()
        list(sweeping.sweep())
        forget_what_was_read()

    @invariant()
    def there_is_one_state_per_person(self):
        if not hasattr(self, "group"):
            return
        forget_what_was_read()
        for who in NAMES:
            person = self._id(who)
            if person is None:
                continue
            member = session().scalar(select(Membership).where(Membership.person_id == person))
            waits = live_request(self.group, person)
            assert not (member and waits), "somebody who belongs waits, too"
            if member:
                assert agrees(person, "group-bakers"), "a member without consent"
                approved = select(func.count()).where(
                    MembershipRequest.subject_id == person, MembershipRequest.state == JoinState.APPROVED
                )
                old = member.begins_at <= clock.now() - timedelta(days=170)
                assert session().scalar(approved) or old, "a member nobody let in"

    @invariant()
    def no_post_is_shown_to_somebody_who_does_not_belong(self):
        if not hasattr(self, "group"):
            return
        for who in NAMES:
            person = self._id(who)
            if person is None:
                continue
            belongs = queries.membership(self.group, person) is not None
            visitor = self.site.visitor()
            token = self.here.tokens.make(PERSON, signing_in.open_session(person))
            visitor.client.set_cookie("leadgate-me", token, domain="localhost")
            assert visitor.get("/g/bakers/talks").status_code == (200 if belongs else 404)

    @invariant()
    def nobody_who_is_banned_belongs(self):
        if not hasattr(self, "group"):
            return
        forget_what_was_read()
        banned = select(Sanction.person_id).where(sanctions.holds(), Sanction.kind == Sanctioning.BAN)
        assert session().scalar(select(Membership.id).where(Membership.person_id.in_(banned))) is None

    @invariant()
    def answers_end_with_their_request(self):
        if not hasattr(self, "group"):
            return
        forget_what_was_read()
        undated = select(RequestAnswers.request_id).where(RequestAnswers.expires_at.is_(None))
        waiting = select(MembershipRequest.id).where(MembershipRequest.state.in_(LIVE))
        assert set(session().scalars(undated)) <= set(session().scalars(waiting))


@pytest.mark.parametrize(("kind", "lives"), [("sqlite", examples(8, 20)), ("postgresql", examples(4, 5))])
def test_three_people_and_a_group_in_any_order(kind, lives, request):
    live(Life, kind, lives, 20, request)
