"""Whether somebody's own words can stand where they are to stand: plain text, of one shape, that names what it must."""

import re
from collections.abc import Iterable

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from leadgate.foundation.wordings.kinds import LONGEST, MOST_POINTS, Wording, WordingShape

NAMED = re.compile(r"\{([^{}\n]*)\}")
"""What a text names: `{title}`."""
MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*>")
JOINER = "\u200d"
"""What makes one sign of two faces; all else that has no sign of its own is refused."""
ENCODED = "=?"
"""How an encoded word of a header begins (RFC 2047)."""


def fault_of(wording: Wording, text: str) -> LazyString | None:
    """What is wrong with somebody's own words; None where nothing is.

    Args:
        wording: that they are for.
        text: as it was typed, with line feeds between lines.
    """
    return _fault_of_signs(wording, text) or _fault_of_names(wording, text)


def _fault_of_signs(wording: Wording, text: str) -> LazyString | None:
    lines, longest, tag = text.split("\n"), LONGEST[wording.shape], MARKUP.search(text)
    is_seen = all(line.replace(JOINER, "").isprintable() for line in lines)
    found = [
        (
            len(text) > longest,
            _("Please use at most %(most)s signs; these are %(now)s.", most=longest, now=len(text)),
        ),
        (wording.shape is not WordingShape.POINTS and len(lines) > 1, _("This has to be one line.")),
        (len(lines) > MOST_POINTS, _("At most %(most)s lines have room there.", most=MOST_POINTS)),
        (
            tag is not None,
            _("Plain text only: %(tag)s would stand there as you see it here.", tag=tag[0] if tag else ""),
        ),
        (not is_seen, _("There is a sign in it that cannot be seen. Please type this line anew.")),
        (
            wording.shape is WordingShape.SUBJECT and ENCODED in text,
            _("Please leave out “=?”, which mail programs take for something else."),
        ),
    ]
    return next((said for is_wrong, said in found if is_wrong), None)


def _fault_of_names(wording: Wording, text: str) -> LazyString | None:
    named, can_stand = NAMED.findall(text), as_typed(wording.placeholders)
    if "" in named:
        return _("There is nothing between { and }. What can stand there: %(known)s.", known=can_stand)
    if unknown := next((name for name in named if name not in wording.placeholders), None):
        return _("Nothing is known here as {%(name)s}. What can stand there: %(known)s.", name=unknown, known=can_stand)
    if missing := next((name for name in wording.needs if name not in named), None):
        return _("{%(name)s} has to stand in it: otherwise nobody knows what this is about.", name=missing)
    return None


def as_typed(names: Iterable[str]) -> str:
    """Placeholders, as they are typed."""
    return ", ".join(f"{{{name}}}" for name in names)
