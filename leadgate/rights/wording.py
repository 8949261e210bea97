"""The words of the rights room, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _

RIGHTS = {
    "access": _("See what we have"),
    "portability": _("Take the data along"),
    "correction": _("Correct something"),
    "erasure": _("Delete everything"),
    "restriction": _("Keep, but do not use"),
    "objection": _("Stop using it for marketing"),
    "opt-out": _("Do not sell or share"),
    "limit": _("Limit sensitive data"),
}
DONE = {
    "access": _("Everything we have about you is ready. If there is nothing, we have nothing."),
    "portability": _("Everything we have about you is ready, as a file. If there is nothing, we have nothing."),
    "correction": _("What was wrong has been corrected."),
    "erasure": _("Everything we had of you is deleted. If we had nothing, there was nothing to delete."),
    "restriction": _("From now on we keep your data and do not use it."),
    "objection": _("From now on we do not use your data for anything you may object to."),
    "opt-out": _("From now on we hand your data to nobody."),
    "limit": _("From now on we use your data only for what you asked for."),
}
WHOM = {"self": _("for oneself"), "child": _("for a child"), "agent": _("by an agent")}
STATES = {
    "unverified": _("not proven yet"),
    "open": _("being worked on"),
    "waiting": _("waits for the person"),
    "done": _("done"),
    "refused": _("refused"),
    "withdrawn": _("taken back"),
}
DUTIES = {
    "acknowledge": _("say that it was received"),
    "answer": _("answer it"),
    "extend": _("last day to say that it takes longer"),
}
STEPS = {
    "received": _("The request came in."),
    "verified": _("The mailbox was proven."),
    "mandate": _("The person said that the agent acts for them."),
    "asked": _("Our privacy officer asked:"),
    "paused": _("The clock of the GDPR stands still until the answer."),
    "replied": _("The person wrote:"),
    "resumed": _("The clock runs again."),
    "extended": _("The term was extended:"),
    "remark": _("Written down by our privacy officer:"),
    "done": _("It was done."),
    "refused": _("It was refused:"),
    "withdrawn": _("It was taken back."),
}


def register_filters(app: Flask) -> None:
    """Give the templates a filter for each kind of word."""
    kinds = {
        "right": RIGHTS,
        "done": DONE,
        "whom": WHOM,
        "state": STATES,
        "duty": DUTIES,
        "step": STEPS,
    }
    app.jinja_env.filters.update({f"{kind}_words": _said(words) for kind, words in kinds.items()})


def _said(words: Mapping[str, Any]) -> Any:
    return lambda word: str(words[str(word)])
