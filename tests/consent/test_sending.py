"""A withdrawal between any two steps of a sending stops that mail."""

from datetime import timedelta

import pytest

from leadgate.consent.actions import answering
from leadgate.erasure.actions import erasing
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.installation import installation
from leadgate.foundation.mail import composing as mail
from leadgate.foundation.mail import kept as kept_mail
from leadgate.people.models import Person
from leadgate.retention.actions import warning
from tests import services
from tests.facts import one

LETTER = "retention/consent_lapses"
GAPS = ("before it is claimed", "claimed", "written", "allowed", "composed", "connected")


@pytest.fixture
def inbox(here, tmp_path):
    """A mail server of its own, which the installation sends to."""
    with services.smtp() as (found, url):
        object.__setattr__(here.settings, "smtp_url", url)
        yield found


@pytest.fixture
def ada(site):
    """Somebody to whom a letter for the newsletter's purpose is about to be sent."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    person = one(Person).id
    with clock.moved(timedelta(days=710)):
        warning.warn_all()
    return person


def interfere(monkeypatch, gap, act):
    """Let something happen right after a step of the sending; answers whether it has."""
    happened = []

    def once():
        if not happened:
            happened.append(gap)
            act()

    def after(owner, name):
        step = getattr(owner, name)

        def stepped(*args, **kwargs):
            result = step(*args, **kwargs)
            once()
            return result

        monkeypatch.setattr(owner, name, stepped)

    if gap == "before it is claimed":
        once()
    elif gap == "written":
        house = installation().house
        writer = house.letter(LETTER)
        monkeypatch.setattr(house, "letter", lambda _name: lambda **ids: (writer(**ids), once())[0])
    else:
        owner = outbox if gap == "claimed" else mail
        name = {"claimed": "claim", "allowed": "may_send", "composed": "compose", "connected": "connected"}[gap]
        after(owner, name)
    return happened


def send(site) -> None:
    with clock.moved(timedelta(days=710)):
        site.work()


def about_the_letter() -> list[str]:
    return [letter.subject for letter in kept_mail.newest() if "ends on" in letter.subject]


@pytest.mark.parametrize("gap", [gap for gap in GAPS if gap != "connected"])
def test_no_kept_mail_after_a_withdrawal_at_any_gap(site, ada, monkeypatch, gap):
    happened = interfere(monkeypatch, gap, lambda: answering.withdraw_by_name(ada, "newsletter", method="test"))
    send(site)
    assert happened == [gap]
    assert about_the_letter() == []


@pytest.mark.parametrize("gap", GAPS)
def test_no_sent_mail_after_a_withdrawal_at_any_gap(site, ada, inbox, monkeypatch, gap):
    before = len(inbox.received)
    happened = interfere(monkeypatch, gap, lambda: answering.withdraw_by_name(ada, "newsletter", method="test"))
    send(site)
    assert happened == [gap]
    assert not any(b"/keep/" in content and b"List-Unsubscribe" in content
                   for _to, content in inbox.received[before:])  # fmt: skip


@pytest.mark.parametrize("gap", GAPS)
def test_no_mail_after_an_erasure_at_any_gap(site, ada, inbox, monkeypatch, gap):
    interfere(monkeypatch, gap, lambda: erasing.leave(ada))
    before = len(inbox.received)
    send(site)
    assert inbox.received[before:] == []


def test_without_a_withdrawal_it_leaves(site, ada, inbox):
    send(site)
    assert any(b"/keep/" in content and b"List-Unsubscribe" in content for _to, content in inbox.received)
