"""What decides who is asked what."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ways:
    """What decides who is asked what.

    Args:
        asked_by: of each question that is asked of some only, what decides: keys of questions, or the version.
        offered: by question, the answers that not every version offered, each with those that did.
        newest: the version that is asked now.
    """

    asked_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offered: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    newest: str = ""
