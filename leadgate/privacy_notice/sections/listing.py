"""Things in a row, as the reader's language sets them apart."""

from collections.abc import Iterable

from flask_babel import gettext as _


def listed(things: Iterable[str]) -> str:
    """Things one after the other."""
    return str(_("; ")).join(things)
