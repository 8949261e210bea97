"""The words of scans, in the reader's language."""

from flask import Flask

from leadgate.cookie_scans.types import Every, FindingKind, Phase, ScanState, SetHow
from leadgate.foundation.words import Words, words_of

KINDS: dict[str, type[Words]] = {
    "finding_kind": FindingKind,
    "scan_phase": Phase,
    "scan_state": ScanState,
    "set_how": SetHow,
    "scan_every": Every,
}


def register_filters(app: Flask) -> None:
    """Give the templates the words."""
    app.jinja_env.filters.update({f"{name}_words": words_of(kind) for name, kind in KINDS.items()})
