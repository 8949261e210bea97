"""What a column can be, and what it probably is by its name, as the usual tools call it when they hand lists out."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from flask_babel import lazy_gettext as _

from leadgate.foundation.languages import LIKE
from leadgate.lead_imports.types import OrderInDays

ADDRESS, WHEN, WHERE, WORDING, STATUS, LANGUAGE = "address", "when", "where", "wording", "status", "language"
LEFT_OUT = ""
TARGETS = {
    ADDRESS: _("Mail address"),
    WHEN: _("When they agreed"),
    WHERE: _("Where they agreed (form, page, event)"),
    WORDING: _("The words they agreed to"),
    STATUS: _("Status (who unsubscribed is left out)"),
    LANGUAGE: _("Language of their letters"),
}
_GUESSES = (
    (ADDRESS, ("e-?mail", "e-?mail.?address", "e-?mail-?adresse", "subscriber", "address", "電子郵件", "信箱", "邮箱")),
    (WHEN, ("confirm time", "double opt-?in.*", "consent.*(at|date|time)", "agreed (on|at)", "optin time")),
    (
        WHEN,
        (
            "opt-?in (date|time)",
            "subscribed( at| on)?",
            "added time",
            "created at",
            "create date",
            "同意(日期|時間|时间)",
        ),
    ),
    (
        WHERE,
        ("consent source", "opt-?in (source|page)", "sign-?up source", "original source", "source", "form", "where"),
    ),
    (WHERE, ("同意來源", "來源", "来源")),
    (WORDING, ("(consent|opt-?in|legal) (text|wording)", "wording", "legal basis.*", "同意(文字|內容|内容)")),
    (
        STATUS,
        (
            "(subscription |email |marketing |member )?status",
            "unsubscribed",
            "blocklisted",
            "blacklisted",
            "狀態",
            "状态",
        ),
    ),
    (LANGUAGE, ("(preferred |user )?(language|locale|lang)", "sprache", "langue", "idioma", "語言", "语言")),
)
"""Patterns of names, the surest first: a time of confirming proves more than one of being written down."""
ENDED = {
    *("unsubscribed", "unsubscribe", "blocklisted", "blacklisted", "blocked", "bounced", "cleaned", "complained"),
    *("junk", "spam", "inactive", "disabled", "opted out", "opt-out", "optout", "non-marketing contact", "archived"),
    *("yes", "true", "1", "退訂", "已退訂", "退订", "已退订"),
}
"""What the status of somebody says who is not to be written to; a plain yes stands in columns called unsubscribed."""
_DAYS = ("%Y/%m/%d", "%d.%m.%Y", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%d.%m.%Y %H:%M", "%b %d, %Y", "%d %b %Y")

_TIMES = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p")
"""What stands behind days that are written as spreadsheets do."""


def guessed(names: Sequence[str]) -> list[str]:
    """What each column probably is; of two that could be the same the first."""
    plain = [" ".join(re.split(r"[\s_]+", name.strip().casefold())) for name in names]
    found = [LEFT_OUT] * len(names)
    for target, patterns in _GUESSES:
        fits = (at for one in patterns for at, name in enumerate(plain) if not found[at] and re.fullmatch(one, name))
        if target not in found and (first := next(fits, None)) is not None:
            found[first] = target
    return found


def moment_in(text: str, order: str = OrderInDays.UNSAID) -> datetime | None:
    """When something was, in UTC; None for what is no day, or could be two while nobody said in which order they stand.

    Args:
        text: of the cell.
        order: in which order day and month stand (`OrderInDays`).
    """
    day_first, month_first = moments_in(text)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    return {OrderInDays.DAY_FIRST: day_first, OrderInDays.MONTH_FIRST: month_first}.get(OrderInDays(order))


@lru_cache(maxsize=10_000)  # days repeat in a file, and most ways of writing one are tried in vain
def moments_in(text: str) -> tuple[datetime | None, datetime | None]:
    """When something was, in UTC, with the day before the month, and with the month before the day.

    Args:
        text: of the cell; 03/04/2021 is one in April and one in March.
    """
    tidied = text.strip().removesuffix(" UTC")
    if (found := _first_of(tidied, ("", *_DAYS))) or "/" not in tidied:
        return found, found
    spelled = [f"{day}{time}" for day in ("%Y", "%y") for time in _TIMES]
    first, second = (_first_of(tidied, [order + rest for rest in spelled]) for order in ("%d/%m/", "%m/%d/"))
    return first, second


def _first_of(text: str, forms: Sequence[str]) -> datetime | None:
    for form in forms:
        try:
            found = datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007 - below
        except ValueError:
            continue
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def language_in(text: str, spoken: Sequence[str]) -> str | None:
    """Which of the languages of our letters a cell names, as `de`, `de-AT` or `zh_TW`; None where it names none.

    Args:
        text: of the cell.
        spoken: the tags (BCP 47) of those languages.
    """
    tag = text.strip().replace("_", "-").lower()
    by_tag = {one.lower(): one for one in spoken}
    return next((by_tag[one] for one in (tag, LIKE.get(tag[:2], tag[:2])) if tag and one in by_tag), None)
