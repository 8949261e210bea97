"""How the words of the groups room are written for a reader."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask_babel import format_timedelta, get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _

from leadgate.foundation import clock
from leadgate.groups.queries import FEW
from leadgate.questions.answers import field_name

ADMISSIONS = {
    "open": _("At once, for everybody who agrees to the rules"),
    "request": _("By request; a moderator decides"),
    "invitation": _("By invitation only"),
    "holders": _("At once, for everybody who has the download it is about"),
}
NARROWED = {
    "": _("everybody who waits"),
    "overdue": _("who has waited for more than two days"),
    "free": _("whom nobody else is looking at"),
    "behind": _("who has not agreed to the newest rules"),
    "invited": _("who was invited"),
}
VISIBILITIES = {
    "public": _("Everybody"),
    "listed": _("Whoever is signed in on their own page"),
    "hidden": _("Members and those who are invited; for all others it does not exist"),
}
ROLES = {"moderator": _("moderator"), "owner": _("owner")}
STATES = {
    "pending": _("waiting"),
    "needs-answer": _("waits for the applicant"),
    "approved": _("approved"),
    "declined": _("declined"),
    "ignored": _("left without an answer"),
    "withdrawn": _("taken back"),
    "expired": _("ended without an answer"),
}
STEPS = {
    **STATES,
    "arrived": _("asked to join"),
    "asked-back": _("asked something"),
    "answered": _("answered"),
    "changed": _("changed the answers"),
    "agreed-anew": _("agreed to the new rules"),
    "seen": _("opened by a moderator"),
    "undone": _("the decision was undone"),
    "reversed": _("the decision was reversed"),
}
CATEGORIES = {
    "unkind": _("unkind, or against the rules"),
    "spam": _("spam or selling"),
    "private": _("somebody's private matters"),
    "harmful": _("dangerous for somebody"),
    "other": _("something else"),
}
SIGNS = {"thanks": _("Thank you"), "helpful": _("That helps"), "same": _("The same here")}
SANCTIONS = {"mute": _("muted"), "ban": _("banned")}
DONE = {
    "hidden": _("A post was hidden."),
    "removed": _("A post was removed."),
    "shown-again": _("A hidden post was shown again."),
    "redacted": _("A part of a post was changed."),
    "put-back": _("A changed post was put back as it was."),
    "nothing-found": _("A reported post was looked at and left."),
    "mute-set": _("Somebody was muted for a time."),
    "mute-lifted": _("A mute was ended before its time."),
    "ban-set": _("Somebody was banned for a time."),
    "ban-lifted": _("A ban was ended before its time."),
    "appeal-granted": _("An appeal was granted."),
    "appeal-refused": _("An appeal was refused."),
}
RULES = {
    "invited": _("was invited"),
    "lapsed": _("its time was over"),
    "open": _("open to everybody"),
    "holds": _("holds the download it is about"),
    "rule:domain": _("has an address the group lets in"),
    "rule:holds": _("has a download the group lets in for"),
    "rule:answered": _("gave an answer the group lets in for"),
}
A_DAY = 24


def register_filters(app: Flask) -> None:
    """Give the templates these filters."""
    kinds = {
        "admission": ADMISSIONS,
        "visibility": VISIBILITIES,
        "request_state": STATES,
        "request_step": STEPS,
        "admission_rule": RULES,
        "group_role": ROLES,
        "category": CATEGORIES,
        "moderated": DONE,
        "sanctioned": SANCTIONS,
        "reaction": SIGNS,
    }
    app.jinja_env.filters.update({kind: _said(words) for kind, words in kinds.items()})
    app.jinja_env.filters.update(weekdays=weekdays, usually=usually, age=age, hours=in_hours, field_name=_field_name)
    app.jinja_env.globals["few"] = FEW
    app.jinja_env.globals["narrowed"] = list(NARROWED.items())


def _said(words: dict[str, Any]) -> Any:
    return lambda word: str(words[str(word)])


def _field_name(question: Any) -> str:
    return field_name(question.id)


def weekday_names() -> dict[int, str]:
    """The days of the week in the reader's language, by number."""
    return dict(get_locale().days["format"]["wide"])


def weekdays(days: Iterable[int]) -> str:
    """Days of the week, 0 for Monday, by their names."""
    names = weekday_names()
    return ", ".join(names[day] for day in sorted(days))


def age(since: datetime) -> str:
    """How long something has waited, to the minute."""
    return str(format_timedelta(max(clock.now() - since, timedelta(minutes=1)), threshold=1.1))


def in_hours(hours: float) -> str:
    """A number of hours as a person says it."""
    return str(format_timedelta(timedelta(hours=hours), threshold=1.1))


def usually(hours: float) -> str:
    """In what time an answer usually comes."""
    if hours <= 1:
        return str(gettext("An answer usually comes within an hour."))
    if hours <= A_DAY:
        return str(gettext("An answer usually comes within a day."))
    days = -int(-hours // A_DAY)
    return str(ngettext("An answer usually comes within a day.", "An answer usually comes within %(num)s days.", days))
