"""What whoever shares a gate should know first: it works, but not as most would expect."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from leadgate.assets.queries import AssetGate
from leadgate.foundation.web.ways import way


@dataclass(frozen=True, slots=True)
class ShareHint:
    """One thing, and where it is mended; nowhere, where the reader cannot.

    Args:
        sentence: what follows from it.
        mend: what the way to its page is called.
        path: of that page.
    """

    sentence: str
    mend: str
    path: str | None


def hints_for(gate: AssetGate) -> Iterator[ShareHint]:
    """What is missing so that whoever gets it may be written to later.

    Args:
        gate: that is shared.
    """
    if not gate.optional:
        sentence = gettext("Its form asks for no consent: whoever takes the file may not be written to afterwards.")
        yield ShareHint(sentence, gettext("Add a box to the form"), way("edit-asset", asset_id=gate.asset.id))
