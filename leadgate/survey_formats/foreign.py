"""A file of another program as a survey of ours, and what of it has no place here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from leadgate.questionnaires.definition import Definition
from leadgate.questions.kinds.item import Sentence
from leadgate.survey_formats import lss, xlsform


@dataclass(frozen=True, slots=True)
class ForeignSurvey:
    """What could be read.

    Args:
        definition: the survey; whether it can be published is for `questionnaires.checking` to say.
        left_out: a sentence for each thing that is not in it.
    """

    definition: Definition
    left_out: Sequence[Sentence] = field(default_factory=list)


def read(content: bytes) -> ForeignSurvey | None:
    """What a file of another program describes; None for a file of neither kind.

    Raises:
        NotALimeSurvey, NotAnXlsForm, TooLargeForForm: it is of the kind, and cannot be read.
        msgspec.ValidationError: it holds something a survey of ours cannot, a text of a whole book for instance.
    """
    start = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:2]
    if start.startswith(b"<"):
        return ForeignSurvey(*lss.read(content))
    return ForeignSurvey(*xlsform.read(content)) if start == b"PK" else None
