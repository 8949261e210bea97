"""Checkpoints leave the house by letter: with what asks for a proof, and to an auditor."""

from datetime import timedelta

import pytest

from leadgate.foundation import clock
from leadgate.ledger import checkpoints
from leadgate.ledger.actions import sealing
from leadgate.ledger.actions.mailing import mail_checkpoint
from leadgate.ledger.signing import public_key
from leadgate.verifier.documents import verify_document
from leadgate.verifier.verdict import Outcome, Trust
from tests.cast import ADA

AUDITOR = "auditor@office.example"


def checkpoint_in(letter):
    """The text somebody saves as a file: three lines, an empty one, the signature."""
    lines = letter.replace("\r\n", "\n").split("\n")
    start = lines.index(checkpoints.origin())
    return "\n".join(lines[start : start + 5]) + "\n"


def genuine(note):
    return verify_document(note.encode(), Trust([public_key()])).outcome is Outcome.GENUINE


@pytest.fixture
def site_of_two(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.visitor().opt_in(email="earlier@person.example")
    sealing.seal_all()
    return site


@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_the_letter_that_confirms_ends_with_a_checkpoint_that_verifies(site_of_two, language):
    site_of_two.visitor(Accept_Language=language).opt_in(email=ADA)
    site_of_two.work()
    text = site_of_two.mail(ADA).text
    assert genuine(checkpoint_in(text))
    assert ("if we ever changed that record" in " ".join(text.split())) is (language == "en")


@pytest.mark.environment(LEADGATE_AUDITOR_EMAIL=AUDITOR, LEADGATE_AUDITOR_DAYS="3")
def test_an_auditor_gets_the_newest_checkpoint_every_so_many_days(site_of_two):
    for days, letters in ((0, 1), (0, 1), (2, 1), (3, 2), (5, 2), (6, 3)):
        with clock.moved(timedelta(days=days, seconds=days)):
            mail_checkpoint()
            site_of_two.work()
        assert len(site_of_two.mails(AUDITOR)) == letters, days
    text = site_of_two.mail(AUDITOR).text
    assert genuine(checkpoint_in(text))
    assert checkpoints.log_key() in text


def test_where_no_auditor_is_named_no_letter_leaves(site_of_two):
    before = len(site_of_two.mails())
    mail_checkpoint()
    site_of_two.work()
    assert not [mail for mail in site_of_two.mails()[before:] if "heckpoint of" in mail.subject]
