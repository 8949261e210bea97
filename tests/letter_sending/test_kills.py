"""Workers killed at any moment, pauses, withdrawals: everybody gets it once; what may have left twice is counted."""

import random
import signal
from collections import Counter

import pytest
from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.letter_sending import queries
from leadgate.letter_sending.actions import copying, starting
from leadgate.letter_sending.models import LetterCopy
from leadgate.letter_sending.types import CopyState, SendingState
from leadgate.people import queries as people
from tests.facts import forget_what_was_read
from tests.leads.crowd import Somebody, crowd
from tests.letter_sending.dying import Life, live
from tests.letter_sending.scenes import letter, listening
from tests.size import examples

READERS, KILLS, PAUSES, LEAVE = examples(250, 50_000), examples(6, 100), examples(2, 20), examples(3, 500)
A_LIFE = READERS // KILLS * 14
"""So many statements a worker sends its share of readers with, and more."""

pytestmark = pytest.mark.both_databases("letter_sending.actions.claiming", "letter_sending.actions.recording")


def test_whenever_workers_die_everybody_gets_it_once_and_nobody_after_a_withdrawal(site, here):
    known = [person for person, _one in crowd(site, [Somebody(asset=0, agrees=True)] * READERS)]
    chance = random.Random(READERS)
    june = letter()
    lives = [Life(dies_at=chance.randrange(5, A_LIFE)) for _kill in range(KILLS // 2)]
    lives += [Life(dies_at=moment, with_a_letter=True) for moment in range(5, 5 + KILLS // 2)]
    lives += [Life(paused=True) for _pause in range(PAUSES)]
    leaving = chance.sample(known, LEAVE)
    lives += [Life(dies_at=chance.randrange(5, A_LIFE), withdraws=person) for person in leaving]
    chance.shuffle(lives)
    with listening(here) as inbox:
        starting.start(june)
        while copying.copy_some(june):
            forget_what_was_read()
        ends = live(here.settings, june, [*lives, Life()])
    assert Counter(ends)[signal.SIGKILL] >= (KILLS + LEAVE) // 2, "most of them died at work"
    forget_what_was_read()
    run, received = queries.run(june), Counter(recipient for [recipient], _raw in inbox.received)
    assert run.state is SendingState.DONE
    stayed = {people.address_of(person) for person in known if person not in leaving}
    assert stayed <= received.keys(), "nobody is left out"
    twice = sum(received.values()) - len(received)
    assert 0 < twice <= run.doubts <= KILLS + LEAVE, "what may have left twice is counted, at most once for each death"
    left_out = {copy.person_id for copy in session().scalars(select(LetterCopy)) if copy.state == CopyState.LEFT_OUT}
    assert left_out <= {*leaving}
    assert sum(received[people.address_of(person)] for person in left_out) <= run.doubts, "none left after a withdrawal"
    ids = [raw.partition(b"Message-ID: ")[2].partition(b"\r\n")[0] for _to, raw in inbox.received]
    assert len(set(ids)) == len(received), "who has it twice can see that it is the same"
