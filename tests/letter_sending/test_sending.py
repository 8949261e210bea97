"""A letter goes once to everybody who agrees, and to nobody else, whatever happens meanwhile."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from leadgate.consent.actions import answering, pacing
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.ids import new_id
from leadgate.letter_sending import queries
from leadgate.letter_sending.actions import claiming, copying, recording, starting, steering
from leadgate.letter_sending.errors import NobodyToSendTo, NotUnderWay, SentAlready
from leadgate.letter_sending.leaving import passing
from leadgate.letter_sending.leaving.passing import Wires
from leadgate.letter_sending.leaving.sender import send_what_is_due
from leadgate.letter_sending.models import LetterCopy
from leadgate.letter_sending.types import CopyState, SendingState
from leadgate.letters.actions import writing
from leadgate.letters.types import Heading, LetterWording
from leadgate.people.actions import restricting
from tests.facts import count, every, forget_what_was_read
from tests.leads.crowd import Somebody, crowd
from tests.letter_sending.scenes import drain, letter, listening, sent
from tests.scripted_mail import CUT, USUAL, Scripted

pytestmark = pytest.mark.both_databases(
    "letter_sending.actions.copying",
    "letter_sending.actions.claiming",
    "letter_sending.actions.recording",
    "letter_sending.actions.steering",
)
MANY = [Somebody(asset=0, agrees=number % 3 != 2) for number in range(45)]
AGREE = {f"somebody{number}@crowd.example" for number, one in enumerate(MANY) if one.agrees}


@pytest.fixture
def people(site):
    return [person for person, _one in crowd(site, MANY)]


@pytest.fixture
def inbox(here, people):
    with listening(here) as found:
        yield found


def reached(inbox):
    return sorted(recipient for [recipient], _content in inbox.received)


def test_everybody_who_agrees_gets_it_once_and_nobody_else_does(inbox):
    june = letter()
    sent(june)
    assert reached(inbox) == sorted(AGREE)
    run = queries.run(june)
    assert (run.state, run.copied, run.doubts) == (SendingState.DONE, len(AGREE), 0)
    assert queries.counted(june) == {CopyState.SENT: len(AGREE)}
    with pytest.raises(SentAlready):
        starting.start(june)


def test_each_copy_is_to_one_reader_with_a_way_out_of_their_own(inbox):
    sent(letter())
    mails = [message_from_bytes(content, policy=policy.default) for _to, content in inbox.received]
    assert {mail["To"] for mail in mails} == AGREE
    for header in ("Message-ID", "List-Unsubscribe"):
        assert len({mail[header] for mail in mails}) == len(AGREE)
    assert all(mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" for mail in mails)


MEANWHILE = {
    "withdraws": lambda person: answering.withdraw_by_name(person, "newsletter", method="own-page"),
    "pauses": lambda person: pacing.set_pace(person, "newsletter", every_days=0, paused_days=30),
    "is erased": lambda person: erasing.erase(person, why=Why.PERSON),
    "is restricted": lambda person: restricting.restrict(person, why="contested"),
}


@pytest.mark.parametrize("gap", ["copied", "claimed"])
@pytest.mark.parametrize("does", MEANWHILE)
def test_who_does_something_against_it_between_two_steps_gets_nothing(inbox, people, monkeypatch, gap, does):
    june, person = letter(), people[0]
    starting.start(june)
    while copying.copy_some(june):
        pass
    if gap == "copied":
        MEANWHILE[does](person)
    else:
        claim = claiming.claim

        def and_then(worker):
            found = claim(worker)
            if found and person in {copy.person_id for copy in found.copies}:
                MEANWHILE[does](person)
            return found

        monkeypatch.setattr(claiming, "claim", and_then)
    drain()
    assert reached(inbox) == sorted(AGREE - {"somebody0@crowd.example"})


def test_a_letter_that_pauses_lets_nothing_leave_and_goes_on_where_it_was(inbox):
    june = letter()
    starting.start(june)
    while copying.copy_some(june):
        pass
    passing.pass_on(new_id(), Wires())
    steering.pause(june)
    drain()
    some = reached(inbox)
    assert 0 < len(some) < len(AGREE)
    steering.go_on(june)
    drain()
    assert reached(inbox) == sorted(AGREE)


def test_a_letter_that_is_stopped_lets_nothing_leave_any_more(inbox, monkeypatch):
    june, note = letter(), recording.record

    def stop_after(copy, worker, state, purpose, **more):
        done = note(copy, worker, state, purpose, **more)
        if len(inbox.received) == 5 and not queries.run(june).ended_at:
            steering.stop(june)
        return done

    monkeypatch.setattr(recording, "record", stop_after)
    sent(june)
    assert len(inbox.received) == 5, "not even those the worker had in its hands"
    assert queries.run(june).state == SendingState.STOPPED
    with pytest.raises(NotUnderWay):
        steering.go_on(june)


def test_a_worker_that_ends_between_the_servers_yes_and_its_note_doubts_once_and_nobody_is_left_out(inbox, monkeypatch):
    june = letter()
    starting.start(june)
    while copying.copy_some(june):
        pass

    def dies(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(recording, "record", dies)
        with pytest.raises(KeyboardInterrupt):
            passing.pass_on(new_id(), Wires())
    assert len(inbox.received) == 1
    drain()
    assert len(inbox.received) < len(AGREE), "what the dead worker had waits for its lease"
    with clock.moved(claiming.LEASE + timedelta(seconds=1)):
        drain()
    assert sorted({*reached(inbox)}) == sorted(AGREE)
    assert len(inbox.received) == len(AGREE) + 1, "one left twice, and only one can have"
    twice = [content for [to], content in inbox.received if reached(inbox).count(to) == 2]
    ids = {message_from_bytes(content, policy=policy.default)["Message-ID"] for content in twice}
    assert len(ids) == 1, "whoever got it twice can see that it is the same"
    assert queries.run(june).doubts == 1


def test_two_workers_never_have_the_same_copy(inbox):
    june = letter()
    starting.start(june)
    while copying.copy_some(june):
        pass
    first, second = claiming.claim(new_id()), claiming.claim(new_id())
    assert {copy.id for copy in first.copies} & {copy.id for copy in second.copies} == set()
    assert len(first.copies) + len(second.copies) == len(AGREE)


def test_copies_are_made_from_where_whoever_made_them_was_interrupted(inbox, monkeypatch):
    monkeypatch.setattr(copying, "AT_ONCE", 7)
    june = letter()
    starting.start(june)
    copying.copy_some(june)
    copying.copy_some(june)
    assert (count(LetterCopy), len(inbox.received)) == (14, 0), "nothing leaves before everybody has a copy"
    drain()
    assert reached(inbox) == sorted(AGREE)


@pytest.mark.parametrize(
    ("said", "why"),
    [("550 5.1.1 User unknown", "gone"), ("550 5.7.1 policy", "refused"), ("552 5.2.2 mailbox full", "full")],
)
def test_a_refusal_for_good_is_noted_by_its_kind_and_not_tried_again(inbox, said, why):
    inbox.at_recipient = said
    june = letter()
    sent(june)
    assert queries.counted(june) == {why: len(AGREE)}
    assert queries.run(june).state == SendingState.DONE


def test_not_now_waits_longer_each_time_and_is_given_up_after_three_days(inbox):
    inbox.at_recipient = "451 4.7.1 greylisted"
    june = letter()
    sent(june)
    assert (queries.waiting(june), queries.counted(june)) == (len(AGREE), {})
    with clock.moved(timedelta(minutes=2)):
        inbox.at_recipient = ""
        drain()
        assert reached(inbox) == sorted(AGREE)


def test_a_server_that_is_away_loses_nothing_and_counts_no_try(here, inbox):
    june = letter()
    starting.start(june)
    before = here.given
    here.given = replace(before, smtp_url="smtp://127.0.0.1:1")
    with here.opened():
        drain()
    here.given = before
    with here.opened(), clock.moved(timedelta(minutes=2)):
        assert {row.tries for row in every(select(LetterCopy.tries))} == {0}
        drain()
    assert reached(inbox) == sorted(AGREE)


@contextmanager
def saying(here, **said):
    """A mail server that says this, and the installation sends to it."""
    server, before = Scripted(**said), here.given
    here.given = replace(before, smtp_url=server.url)
    with here.opened():
        yield server
    here.given = before
    server.close()


@pytest.mark.parametrize(
    ("at", "said", "becomes"),
    [
        ("greeting", "421 4.3.2 shutting down", "waits"),
        ("greeting", CUT, "waits"),
        ("MAIL", "550 5.7.1 sender unknown", "waits"),
        ("MAIL", "451 4.3.0 later", "waits"),
        ("RCPT", "550 5.1.1 no such user", "gone"),
        ("RCPT", "550 5.7.1 by our policy", "refused"),
        ("RCPT", "450 4.2.1 greylisted", "waits"),
        ("RCPT", "452 4.2.2 mailbox full", "waits"),
        ("RCPT", "421 4.7.0 too many", "waits"),
        ("RCPT", CUT, "waits"),
        ("DATA", "554 5.7.1 not like this", "refused"),
        ("DATA", "451 4.3.0 later", "waits"),
        ("content", "550 5.7.1 looks like spam", "refused"),
        ("content", "552 5.3.4 too large", "too-large"),
        ("content", "452 4.3.1 disk full", "waits"),
        ("content", "421 4.7.0 bye", "waits"),
        ("content", CUT, "may have left"),
    ],
)
def test_what_a_server_says_at_whatever_moment_is_taken_as_what_it_means(here, people, at, said, becomes):
    june = letter()
    starting.start(june)
    with saying(here, **{at: said}) as server:
        send_what_is_due()
        forget_what_was_read()
        counted, run = queries.counted(june), queries.run(june)
        told = next(iter(counted), "may have left" if run.doubts else "waits")
        assert told == becomes
        server.said = USUAL
        for _hour in range(3):
            with clock.moved(timedelta(hours=1 + _hour)):
                drain()
    left = {one.partition(b"To: ")[2].partition(b"\r\n")[0].decode() for one in server.kept}
    if becomes in ("waits", "may have left"):
        assert left == AGREE, "whoever had to wait has it"
    else:
        assert len(left) + counted[becomes] == len(AGREE)


def test_a_letter_that_lacks_something_for_one_reader_is_sent_to_nobody(inbox):
    june = letter(LetterWording(subject="For {company}", blocks=(Heading(text="June", level=1),)))
    with pytest.raises(Exception, match="company"):
        starting.start(june)


def test_nobody_to_send_to_is_said_before_anything_is_kept(inbox, people):
    for person in people:
        answering.withdraw_by_name(person, "newsletter", method="own-page")
    forget_what_was_read()
    with pytest.raises(NobodyToSendTo):
        starting.start(letter())


def test_who_wants_letters_less_often_is_counted_from_what_left(inbox, people):
    pacing.set_pace(people[0], "newsletter", every_days=30, paused_days=None)
    sent(letter())
    sent(letter())
    both = reached(inbox)
    assert both.count("somebody0@crowd.example") == 1
    assert len(both) == 2 * len(AGREE) - 1


def test_what_was_counted_stays_when_its_readers_are_gone(inbox, people):
    june = letter()
    sent(june)
    for person in people[:3]:
        erasing.erase(person, why=Why.PERSON)
    forget_what_was_read()
    assert count(LetterCopy) < len(AGREE)
    assert queries.counted(june) == {CopyState.SENT: len(AGREE)}


def test_a_letter_that_was_put_away_is_still_among_those_that_are_sent(inbox):
    made = letter()
    starting.start(made)
    writing.archive(made)
    assert [name for _run, name in queries.runs()] == ["June"]
