"""How figures, dates and the words of the machine are written for a reader."""

from datetime import datetime

from flask import Flask
from flask_babel import format_date, format_decimal, format_time
from flask_babel import lazy_gettext as _
from markupsafe import Markup, escape

HAPPENED = {
    "requested": _("asked for"),
    "given": _("yes"),
    "refused": _("no"),
    "withdrawn": _("withdrawn"),
    "expired": _("lapsed"),
    "renewed": _("yes, again"),
    "seen": _("seen by our staff"),
}
STEPS = {
    "seen": _("Seen"),
    "started": _("Started"),
    "asked": _("Asked"),
    "confirmed": _("Confirmed"),
    "downloaded": _("Downloaded"),
}


KINDS = {
    "tombstone": _("a keyed hash, so that nothing brings you back"),
    "person": _("you: address and language"),
    "person_session": _("browsers you were signed in with"),
    "sign_in_link": _("sign-in links"),
    "restriction": _("restrictions of use"),
    "consent_state": _("what you agree to now"),
    "ledger_entry": _("proof of what you once said yes or no to"),
    "ledger_evidence": _("circumstances of your answers"),
    "verification": _("proofs that an address is yours"),
    "opt_in": _("requests that waited to be confirmed"),
    "confirmation": _("confirmations"),
    "asset_grant": _("rights to downloads, with your answers"),
    "grant_revocation": _("rights that were taken back"),
    "download": _("downloads"),
    "outbox": _("letters and other work that waited"),
    "address_change": _("changes of address that wait"),
    "group_invitation": _("invitations to groups that wait for you"),
    "group_post": _("what you said in groups"),
    "group_report": _("posts you reported"),
    "membership": _("groups you belong to"),
    "membership_request": _("requests to join groups"),
    "membership_request_answers": _("what you answered to groups"),
    "membership_request_message": _("what you and moderators wrote about a request"),
    "membership_request_step": _("steps of requests to join"),
    "survey_response": _("what you answered in surveys"),
    "survey_follow_up_letter": _("surveys we asked you to answer"),
    "survey_coding": _("what we read out of your answers"),
    "privacy_request": _("privacy requests"),
    "request_step": _("steps of privacy requests"),
    "export_code": _("digits for exports"),
    "retention_warning": _("announcements that something ends"),
    "consent_pace": _("how often you want letters"),
    "consent_preference": _("what you want more or less of"),
    "vault_key": _("keys"),
    "erasure_needle": _("what an erasure searches for"),
    "legal_hold": _("legal holds"),
    "processor_notice": _("notices to others who had the data"),
    "kept mail": _("kept copies of letters"),
    "database pages and write-ahead log": _("pages of the database and its log"),
    "broker messages": _("messages between the machines"),
    "data folder: logs, exports, half-written files": _("the data folder: logs, exports, half-written files"),
    "temporary files": _("temporary files"),
    "*": _("everything"),
}


def teach(app: Flask) -> None:
    """Give the templates these filters."""
    app.jinja_env.filters.update(
        day=day, moment=moment, number=format_decimal, plainly=plainly, plain_lines=plain_lines
    )
    app.jinja_env.filters.update(happened=happened, step_name=step_name, kind_of_data=kind_of_data)


def plainly(value: object) -> str:
    """A value of the database for a person to read."""
    match value:
        case None:
            return ""
        case datetime():
            return moment(value)
        case bool():
            return str(_("yes") if value else _("no"))
    return str(value)


def day(at: datetime) -> str:
    """A date as the reader's language writes it."""
    return str(format_date(at, "medium"))


def moment(at: datetime) -> str:
    """A date and a time to the minute, in UTC, as the reader's language writes them."""
    return f"{format_date(at, 'medium')}, {format_time(at, 'short')} UTC"


def happened(word: str) -> str:
    """What an entry of the ledger says, in the reader's words."""
    return str(HAPPENED[word])


def kind_of_data(name: str) -> str:
    """A table, a store, or a step of an erasure, in the reader's words."""
    known = KINDS.get(name.removeprefix("rows: "))
    return str(known) if known else name


def step_name(word: str) -> str:
    """A step of the funnel, in the reader's words."""
    return str(STEPS[word])


def plain_lines(text: str) -> Markup:
    """What somebody typed, with its line breaks and nothing else."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())
