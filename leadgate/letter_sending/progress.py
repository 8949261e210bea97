"""What a page tells of a letter that is to be sent, and of one that is on its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from leadgate.foundation.mail.answers import Undelivered
from leadgate.leads import queries as leads
from leadgate.leads.types import ReachFigures
from leadgate.letter_sending import audience, queries
from leadgate.letter_sending.types import CopyState
from leadgate.letters.queries import LetterCopied


@dataclass(frozen=True, slots=True)
class Audience:
    """Some people a letter could go to.

    Args:
        chosen: as the address of the list of leads says it; empty for all who agree.
        name: of the segment.
        reach: how many they are, and why the others get nothing.
    """

    chosen: str
    name: str
    reach: ReachFigures


@dataclass(frozen=True, slots=True)
class SendingProgress:
    """How far a letter is.

    Args:
        sent, left_out, waiting, stopped: copies.
        refused: how many, by why.
    """

    sent: int
    left_out: int
    waiting: int
    stopped: int
    refused: Mapping[Undelivered, int]


def audiences(letter: LetterCopied) -> list[Audience]:
    """All who agree to a letter's purpose, and each segment of the leads.

    Args:
        letter: which.
    """
    segments = [("", _("Everybody who said yes")), *((one.chosen, one.name) for one in leads.segments())]
    return [Audience(chosen, name, audience.found(chosen).reach(letter.purpose_id)) for chosen, name in segments]


def progress(letter_id: UUID) -> SendingProgress:
    """How far a letter is.

    Args:
        letter_id: which.
    """
    counted = queries.counted(letter_id)
    return SendingProgress(
        sent=counted.get(CopyState.SENT, 0),
        left_out=counted.get(CopyState.LEFT_OUT, 0),
        waiting=queries.waiting(letter_id),
        stopped=queries.stopped(letter_id),
        refused={why: counted[why] for why in Undelivered if why in counted},
    )
