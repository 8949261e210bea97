"""Reading a page that was sent: what was answered, what cannot be an answer, and what should not be stored."""

from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from leadgate.pii_detection.finding import Finding
from leadgate.pii_detection.senses import findings
from leadgate.questionnaires.definition import Sensitive
from leadgate.questionnaires.flow import SurveyPage
from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds import AnyItem
from leadgate.questions.kinds.item import FormValues

KEEP = "keep"
"""The box that says: keep it, although it is sensitive."""


@dataclass
class PageRead:
    """A page as it was sent.

    Args:
        values: the answer to each question of the page; None where there is none.
        errors: a sentence beside each question whose answer cannot be taken.
        found: of each question what was found in its words that should not be there.
        kept: the questions whose words stay although something was found, because the person says so.
    """

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    found: dict[str, list[tuple[str, Finding]]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    @property
    def is_good(self) -> bool:
        """Whether all of it can be stored."""
        return not self.errors


def read(page: SurveyPage, typed: FormValues, sensitive: Sensitive) -> PageRead:
    """What a form holds of the questions of a page; what is not of the page is not looked at."""
    result = PageRead()
    for item in page.items:
        try:
            value = item.read(typed)
        except NotAnAnswer as refusal:
            result.errors[item.key] = str(refusal)
            continue
        if value is None and item.required:
            result.errors[item.key] = gettext("Please answer this question.")
        elif value is not None:
            _sense(item, value, typed, sensitive, result)
        result.values[item.key] = value
    return result


def _sense(item: AnyItem, value: Any, typed: FormValues, sensitive: Sensitive, result: PageRead) -> None:
    found = [(words, one) for words in item.words_of(value) for one in findings(words)]
    if not found:
        return
    result.found[item.key] = found
    if sensitive is Sensitive.ASK and typed.get(f"{item.field}.{KEEP}", ""):
        result.kept.add(item.key)
    else:
        result.errors[item.key] = gettext("This has something in it that should not stand here. It is not stored yet.")
