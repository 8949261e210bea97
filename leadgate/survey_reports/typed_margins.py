"""From what a marketer types about the true shares of answers to the act that weights by them."""

from uuid import UUID

from leadgate.foundation import languages
from leadgate.questions.kinds import OneChoice
from leadgate.survey_reports.actions import reporting
from leadgate.survey_reports.errors import SharesUnclear
from leadgate.survey_reports.forms import WeightForm
from leadgate.surveys.answer_words import labels_of
from leadgate.surveys.merging import asked


def weigh(survey: UUID, form: WeightForm) -> None:
    """Weight by what was typed; an empty field ends it.

    Raises:
        SharesUnclear: it is no question with one answer of several, or a line is unclear.
    """
    item = asked(survey).items.get(form.question.data or "")
    if not isinstance(item, OneChoice):
        raise SharesUnclear("")
    offered = {code.casefold(): code for code in item.in_line}
    offered |= {word.casefold(): code for code, word in labels_of(item, languages.of_request()).items()}
    reporting.weigh(survey, item.key, form.read(offered))
