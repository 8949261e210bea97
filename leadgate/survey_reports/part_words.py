"""What parts of those who answered are called: what whoever belongs to one said, in which language, or when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import format_date, gettext

from leadgate.foundation.languages import NAMES
from leadgate.questions.kinds import AnyItem, said
from leadgate.statistics.tallies import ASKED
from leadgate.survey_analysis import parts
from leadgate.surveys.answer_words import labels_of


def choices_of(whole: Mapping[str, Any], items: Mapping[str, AnyItem], language: str) -> list[tuple[str, str]]:
    """The conditions one can choose from: their names and their words.

    Args:
        whole: the report of everybody.
        items: the questions by key.
        language: of the reader.
    """
    named = [(parts.LANGUAGE, one) for one in whole.get("languages", ())]
    named += [(parts.SOURCE, one) for one in whole.get("sources", ())]
    if any(one["count"] != 0 for one in whole.get("hints", ())):
        named.append((parts.SOUND, parts.YES))
    versions: Sequence[str] = whole.get("versions", ())
    named += [(parts.VERSION, one) for one in versions if len(versions) > 1]
    origins: Sequence[str] = whole.get("origins", ())
    named += [(parts.ORIGIN, one) for one in origins if len(origins) > 1]
    named += [pair for one in parts.parts_of(items) for pair in parts.conditions_of(one)]
    return [(parts.joined([one]), _said(*one, items, language)) for one in named]


def words_of(part: str, items: Mapping[str, AnyItem], language: str) -> str:
    """What a part is called; empty for everybody."""
    return str(gettext("; ").join(_words(part, items, language)))


def _words(part: str, items: Mapping[str, AnyItem], language: str) -> Iterator[str]:
    for name, code in parts.conditions_of(part):
        span = parts.days_of(code) if name == parts.DAYS else None
        yield _days(*span) if span else _said(name, code, items, language)


def _said(name: str, code: str, items: Mapping[str, AnyItem], language: str) -> str:
    if name == parts.SOUND:
        return str(gettext("without a sign of haste"))
    if name == parts.VERSION:
        return str(gettext("asked in version %(number)s", number=code))
    if name == parts.LANGUAGE:
        return str(gettext("answered in %(language)s", language=code_words(name, code)))
    item = items.get(name)
    return (
        f"{said(item.label, language)} {labels_of(item, language).get(code, code)}" if item else code_words(name, code)
    )


def code_words(name: str, code: str) -> str:
    """A language, a source or a month, as a reader knows it."""
    if name == parts.ORIGIN:
        return str(gettext("answered here") if code == ASKED else gettext("imported from elsewhere"))
    return NAMES.get(code, code) if name == parts.LANGUAGE else code or str(gettext("not named"))


def _days(first: date, last: date) -> str:
    if first == date.min:
        return str(gettext("answered until %(day)s", day=format_date(last)))
    if last == date.max:
        return str(gettext("answered since %(day)s", day=format_date(first)))
    if first == last:
        return str(gettext("answered on %(day)s", day=format_date(first)))
    return str(gettext("answered from %(first)s to %(last)s", first=format_date(first), last=format_date(last)))
