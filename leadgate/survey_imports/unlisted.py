"""What is doubtful about the answers to questions with room for something else: values that are none of the answers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from flask_babel import gettext

from leadgate.questions.kinds import said
from leadgate.survey_imports.answers import Answering
from leadgate.survey_imports.rows import RowReader
from leadgate.survey_imports.somebody import holds_addresses
from leadgate.survey_imports.tables import Table

NAMED, FEW, LONGEST = 5, 3, 40
"""So many are quoted, so many may be somebody's own words each, so long is what is quoted."""


def quoted(texts: Sequence[str]) -> str:
    """The first of some texts as a sentence quotes them."""
    return ", ".join(f"“{one[:LONGEST]}”" for one in texts[:NAMED]) + ("…" if texts[NAMED:] else "")


def of_unlisted(table: Table, reader: RowReader, language: str) -> Iterator[str]:
    """A sentence for each question whose cells would count as something else more than somebody's words do."""
    for key, parts in reader.parts.items():
        asked, item = said(reader.survey.items[key].label, language), reader.items[key]
        rows = Counter(tuple(row[at] for at in parts.values()) for _nth, row in table.rows)
        answers = [({part: cells[nth] for nth, part in enumerate(parts)}, many) for cells, many in rows.items()]
        yield from _something_else(asked, item, answers)
        if beside := sum(many for cells, many in answers if item.words_beside(cells)):
            yield gettext(
                "“%(asked)s”: words for something else stand beside one of its answers in %(many)d rows. The answer"
                " counts, the words stay out.",
                asked=asked,
                many=beside,
            )


def _something_else(asked: str, item: Answering, answers: Sequence[tuple[dict[str, str], int]]) -> Iterator[str]:
    found, given, none = Counter[str](), 0, 0
    for cells, many in answers:
        words = item.own_words(cells)
        given += many if any(cells.values()) else 0
        none += many if words else 0
        found.update(dict.fromkeys(words, many))
    if found and (len(found) > FEW or max(found.values()) > 1):
        yield gettext(
            "%(none)d of %(given)d answers to “%(asked)s” are none of its answers, or hold one that is none, and would"
            " count as “something else”: %(values)s.",
            none=none,
            given=given,
            asked=asked,
            values=quoted(["…" if holds_addresses([one]) else one for one, _many in found.most_common()]),
        )
