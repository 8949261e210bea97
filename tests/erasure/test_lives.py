"""Any order of opting in, withdrawing, erasing, holding, sweeping, backing up and restoring keeps three promises:
nobody is written to without their consent, nobody who was erased comes back, no hold is forgotten."""

import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from leadgate.backup import checking
from leadgate.backup.actions import making, restoring
from leadgate.consent.actions import answering
from leadgate.consent.queries import agrees, offers
from leadgate.erasure.actions import certifying, erasing, holding
from leadgate.erasure.models import Erasure, ErasurePerson, Hold
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail import composing as mail
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.mail.composing import Letter
from leadgate.ledger.actions import sealing
from leadgate.ledger.verification import verify
from leadgate.people import queries as people
from leadgate.people.errors import ErasedMeanwhile
from leadgate.people.models import Tombstone
from leadgate.people.verification.actions import identity
from leadgate.retention.actions import sweeping, warning
from tests.lives import live
from tests.size import examples
from tests.visitor import Site

PEOPLE = st.sampled_from([f"p{number}@person.example" for number in range(3)])
LONG_AGO = timedelta(days=1000)


class Life(RuleBasedStateMachine):
    """What may happen to three people, and beside it what must be true of each."""

    def __init__(self, stack: ExitStack, site: Site) -> None:
        super().__init__()
        self.stack, self.site, self.here = stack, site, site.here
        self.moved = timedelta(0)
        self.agrees: dict[str, bool] = {}
        """Whether each known person agrees to the newsletter."""
        self.erased: set[str] = set()
        self.held: dict[object, object] = {}
        """Holds that are not lifted, and whom they keep."""
        self.gone: set[object] = set()
        """Ids that must never be read again, once nothing holds them."""
        self.backups: list[Path] = []
        self._tick()
        self.site.purpose()
        self.site.publish(purposes=["newsletter"])

    def _tick(self) -> None:
        """A second passes: what happens at two moments has two dates."""
        self.moved += timedelta(seconds=1)
        self.stack.enter_context(clock.moved(timedelta(seconds=1)))
        forget_what_was_read()

    def _id(self, email: str):
        found = people.person_with(parsed(email))
        return found.id if found else None

    @rule(email=PEOPLE, ticks=st.booleans())
    def opt_in_and_confirm(self, email, ticks):
        self._tick()
        box = {"consent": "newsletter"} if ticks else {}
        if self._id(email):  # somebody known gets the file at once, and nothing about them changes
            self.site.visitor().opt_in(email=email, **box)
            return
        self.site.confirmed(email=email, **box)
        self.agrees[email] = ticks
        self.erased.discard(email)

    @rule(email=PEOPLE)
    def ask_and_never_confirm(self, email):
        self._tick()
        self.site.visitor().opt_in(email=email, consent="newsletter")

    @rule(email=PEOPLE, yes=st.booleans())
    def change_ones_mind(self, email, yes):
        self._tick()
        if (person := self._id(email)) is None:
            return
        if yes:
            answering.give_by_name(person, "newsletter", offers(["newsletter"], "en")[0].sha256, method="own-page")
        else:
            answering.withdraw_by_name(person, "newsletter", method="own-page")
        self.agrees[email] = yes

    @rule(email=PEOPLE)
    def erase(self, email):
        self._tick()
        person = self._id(email)
        erasing.erase(*([person] if person else []), why=Why.PERSON, addresses=[people.index_of(parsed(email))])
        if person:
            self.gone.add(person)
        self.agrees.pop(email, None)
        self.erased.add(email)

    @rule(email=PEOPLE, kind=st.sampled_from(["*", "asset_grant", "ledger_evidence"]))
    def hold(self, email, kind):
        self._tick()
        if person := self._id(email):
            self.held[holding.hold(person, "claim", kind=kind)] = person

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def lift(self, data):
        self._tick()
        number = data.draw(st.sampled_from(sorted(self.held)))
        holding.lift(number)
        del self.held[number]

    @rule(email=PEOPLE)
    def import_a_list_from_before(self, email):
        """Whatever brings somebody in who did not ask just now comes through the one door, and finds it shut."""
        self._tick()
        if email not in self.erased:
            return
        vault = self.here.vault
        try:
            with_key(lambda key: identity.find_or_create(
                parsed(email), key=key, language="en", asked_at=clock.now() - LONG_AGO
            ), vault)  # fmt: skip
        except ErasedMeanwhile:
            return
        raise AssertionError("somebody who was erased was brought back by an import")

    @rule()
    def let_the_worker_work(self):
        self._tick()
        self.site.work()

    @rule()
    def sweep(self):
        self._tick()
        warning.warn_all()
        list(sweeping.sweep())

    @rule()
    def back_up(self):
        self._tick()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory())) / "copy"
        making.make(folder)
        self.backups.append(folder)

    @precondition(lambda self: self.backups)
    @rule(data=st.data())
    def restore(self, data):
        self._tick()
        self.site.work()
        copy = data.draw(st.sampled_from(self.backups))
        with self.site.app.app_context():
            restoring.put_back(copy, checking.checked(copy))
        forget_what_was_read()
        said_no = {email for email, yes in self.agrees.items() if not yes}
        self.agrees = {email: answering_yes(person) for email in known() if (person := self._id(email))}
        for email in said_no & self.agrees.keys():
            assert not self.agrees[email], "a withdrawn consent came back with a backup"
        active = set(session().scalars(select(Hold.id).where(Hold.lifted_at.is_(None))))
        held = {row.id: row.person_id for row in session().scalars(select(Hold).where(Hold.id.in_(active)))}
        self.held = held

    @invariant()
    def nobody_is_written_to_without_their_consent(self):
        forget_what_was_read()
        for email in known():
            person = self._id(email)
            may = person is not None and mail.may_send(Letter(person, lambda: "", "en", {}, "newsletter"))
            assert may == self.agrees.get(email, False), email

    @invariant()
    def nobody_who_was_erased_is_back(self):
        for email in self.erased:
            assert self._id(email) is None, email
        still_held = set(self.held.values())
        for person in self.gone - still_held:
            assert self.here.vault.is_destroyed(person)

    def teardown(self):
        try:
            self._no_hold_is_forgotten()
        finally:
            self.stack.close()

    def _no_hold_is_forgotten(self) -> None:
        for number in list(self.held):
            holding.lift(number)
        self.held = {}
        self._tick()
        self.nobody_who_was_erased_is_back()
        with self.site.app.app_context():
            certifying.finish_all()
            certifying.finish_all()
        forget_what_was_read()
        assert session().scalars(select(Erasure.id).where(Erasure.finished_at.is_(None))).all() == []
        assert session().scalars(select(ErasurePerson)).all() == []
        assert {one.address_index for one in session().scalars(select(Tombstone))} >= {
            people.index_of(parsed(email)) for email in self.erased
        }
        sealing.seal_all()
        assert verify().faults == []


def known() -> list[str]:
    return [f"p{number}@person.example" for number in range(3)]


def answering_yes(person) -> bool:
    return person is not None and agrees(person, "newsletter")


def with_key(act, vault) -> None:
    @action
    def both() -> None:
        owner = new_id()
        act(vault.new_key(owner))

    both()


@pytest.mark.parametrize(("kind", "lives"), [("sqlite", examples(4, 25)), ("postgresql", examples(2, 6))])
def test_three_lives_in_any_order(kind, lives, request):
    live(Life, kind, lives, 20, request)
