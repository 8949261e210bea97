"""Pages and letters of a gate as somebody would get them: nobody asks, nothing is sent, no link leads anywhere."""

from collections.abc import Callable
from uuid import UUID

from flask import render_template
from flask_babel import gettext

from leadgate.assets.actions import imagining
from leadgate.assets.actions.publishing import AssetPage
from leadgate.assets.forms import opt_in_form
from leadgate.assets.queries import AssetGate
from leadgate.consent.queries import all_offers
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.mail.composing import Letter
from leadgate.people.asking_form import Code, Resend

READER, DIGITS = "ada@example.org", "123456"
NOBODY = UUID(int=0)
MOST_BOXES = 2


def gate() -> AssetGate:
    """A gate that is not there, in the language at work, with boxes there are."""
    optional = [offer.slug for offer in all_offers(languages.current()) if offer.need == "optional"]
    page = AssetPage(
        gettext("The guide"),
        summary=gettext("What somebody gets stands here."),
        language=languages.current(),
        purposes=optional[:MOST_BOXES],
    )
    return imagining.gate(NOBODY, "guide", page, None)


def landing(gate: AssetGate, shown_at: str | None = None) -> str:
    """The landing page.

    Args:
        gate: that is looked at.
        shown_at: the address of its picture, where it is not that of everybody.
    """
    form = opt_in_form(gate, gate.optional, meta={"wording": ""}, formdata=None)
    more: dict[str, object] = {"chosen": None, "proof": None, "address_keeps": [], "shown_at": shown_at}
    return render_template("assets/landing.html", gate=gate, form=form, offered=gate.optional, is_draft=True, **more)


def inbox(gate: AssetGate) -> str:
    """The page that waits for the mail to be opened."""
    forms = {"form": Code(formdata=None), "resend": Resend(formdata=None)}
    return render_template("assets/inbox.html", gate=gate, mailbox=parsed(READER), is_draft=True, **forms)


def ready(gate: AssetGate) -> str:
    """The page with the download."""
    return render_template("assets/ready.html", gate=gate, version=gate.version, agreed=None, is_draft=True)


def confirm(gate: AssetGate) -> Letter:
    """The letter that asks for a confirmation, and the reminder."""
    links = {"url": _nowhere("confirm"), "not_me_url": _nowhere("not-me"), "code": DIGITS}
    return _letter({**links, "gate": gate, "ticked": gate.optional})


def deliver(gate: AssetGate) -> Letter:
    """The letter with the download."""
    unproven = {"ticked": gate.optional, "answered": bool(gate.asked)}
    return _letter({"url": _nowhere("ready"), "confirm_url": _nowhere("confirm"), "gate": gate, "unproven": unproven})


def _letter(context: dict[str, object]) -> Letter:
    return Letter(None, lambda: READER, languages.current(), context)


def _nowhere(word: str) -> str:
    return f"{installation().settings.base_url}/{word}/…"


PAGES: dict[str, Callable[[AssetGate], str]] = {"inbox": inbox, "ready": ready}
LETTERS: dict[str, Callable[[AssetGate], tuple[str, Letter]]] = {
    "confirm": lambda gate: ("assets/confirm", confirm(gate)),
    "deliver": lambda gate: ("assets/deliver", deliver(gate)),
    "remind": lambda gate: ("assets/remind", confirm(gate)),
}
