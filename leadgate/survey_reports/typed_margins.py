"""From what a marketer types about the true shares of answers to the act that weights by them."""

import math
from collections.abc import Mapping
from uuid import UUID

from leadgate.foundation import languages
from leadgate.questions.kinds import OneChoice
from leadgate.survey_reports.actions import asking_for
from leadgate.survey_reports.errors import SharesDoNotAddUp, SharesLeaveOut, SharesUnclear
from leadgate.survey_reports.forms import WeightForm
from leadgate.surveys.answer_words import labels_of
from leadgate.surveys.merging import asked

EVERYBODY = 100.0
"""In per cent."""


def weigh(survey: UUID, form: WeightForm) -> None:
    """Weight by what was typed; an empty field ends it.

    Raises:
        SharesUnclear: it is no question with one answer of several, or a line is unclear.
        ShareTwice: an answer stands twice.
        SharesLeaveOut: an answer of the question has no share.
        SharesDoNotAddUp: they are more or less than everybody.
    """
    item = asked(survey).items.get(form.question.data or "")
    if not isinstance(item, OneChoice):
        raise SharesUnclear("")
    offered = {code.casefold(): code for code in item.in_line}
    words = labels_of(item, languages.of_request())
    offered |= {word.casefold(): code for code, word in words.items()}
    shares = form.read(offered)
    if shares:
        _refuse_parts_of_everybody(shares, {code: words.get(code, code) for code in item.in_line})
    asking_for.weigh(survey, item.key, {code: share / EVERYBODY for code, share in shares.items()})


def _refuse_parts_of_everybody(shares: Mapping[str, float], words: Mapping[str, str]) -> None:
    left_out = [f"“{word}”" for code, word in words.items() if code not in shares]
    if left_out:
        raise SharesLeaveOut(", ".join(left_out))
    total = math.fsum(shares.values())
    if not math.isclose(total, EVERYBODY):
        raise SharesDoNotAddUp(total)
