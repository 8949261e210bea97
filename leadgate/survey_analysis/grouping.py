"""Lines that group people by more than one answer: parts of several conditions, spans of days; and what is said of all.

Such a part is a line of its own: in it, or not. What it says beside the answers it is made of is known to whoever
reads: nobody in it gave another. So lines that are made of the same are looked at together (`linking`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from leadgate.questions.kinds import AnyItem
from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis import parts
from leadgate.survey_analysis.full_quotas import Full
from leadgate.survey_analysis.lines import NOT, AnswerLine, Column, Marks, lines_of
from leadgate.survey_analysis.parts import LineKey
from leadgate.survey_analysis.signs import line_of_sound

WHEN = ".when"


def lines_of_all(answers: Answers) -> Iterator[AnswerLine]:
    """What is known of everybody without asking: the language, the source, the version, how it came, the
    month.
    """
    named = {
        parts.LANGUAGE: answers.languages,
        parts.SOURCE: answers.sources,
        parts.VERSION: answers.versions,
        parts.ORIGIN: answers.origins,
        parts.MONTH: answers.months,
    }
    for name, values in named.items():
        column = Column.of(values)
        order = sorted(range(len(column.values)), key=lambda at: _place_of(name, column.values[at]))
        place = {at: to for to, at in enumerate(order)}
        yield AnswerLine((name, ""), [column.values[at] for at in order], column.moved(place))


def _place_of(name: str, value: str) -> tuple[int, str]:
    return (int(value), "") if name == parts.VERSION else (0, value)


def line_of_part(
    part: str, items: Mapping[str, AnyItem], lines: Mapping[LineKey, AnswerLine], answers: Answers
) -> AnswerLine:
    """The line of a part of several conditions, or of days.

    Args:
        part: its name.
        items: the questions.
        lines: those its conditions are about.
        answers: all.
    """
    mark = np.all(marks_of_part(part, items, lines, answers), axis=0)
    return AnswerLine((part, ""), (parts.IN, NOT), np.where(mark, 0, 1))


def marks_of_part(
    part: str, items: Mapping[str, AnyItem], lines: Mapping[LineKey, AnswerLine], answers: Answers
) -> list[Marks]:
    """Of whom each condition of a part is true."""
    return [
        _in_days(code, answers)
        if name == parts.DAYS
        else _said(code, lines.get(parts.maker_of_condition(name, code, items)), len(answers))
        for name, code in parts.conditions_of(part)
    ]


def _in_days(code: str, answers: Answers) -> Marks:
    span = parts.days_of(code)
    assert span
    first, last = (day.isoformat() for day in span)
    column = Column.of(answers.days)
    inside = np.array([first <= value <= last for value in column.values])
    return np.asarray(inside[column.places])


def _said(code: str, line: AnswerLine | None, people: int) -> Marks:
    if line is None or code not in line.codes:
        return np.zeros(people, dtype=bool)
    return np.asarray(line.places == line.codes.index(code))


def known_lines(
    items: Mapping[str, AnyItem],
    columns: Mapping[str, Column],
    codes: Mapping[str, Sequence[str]],
    edges: Mapping[str, Sequence[float]],
    full: Full,
) -> Iterator[AnswerLine]:
    """The lines of all questions.

    Args:
        items: the questions.
        columns: what was answered to each.
        codes: the codebook of each that is answered in words.
        edges: the steps of those that are answered by numbers.
        full: the answers of which everybody knows how many gave them.
    """
    for key, item in items.items():
        for line in lines_of(item, columns[key], codes.get(key, ()), edges.get(key, ())):
            yield line.knowing(full.get(key, ()))


def every_line(
    of_questions: Iterable[AnswerLine],
    items: Mapping[str, AnyItem],
    answers: Answers,
    signs: Mapping[str, Marks],
    asked_for: Iterable[str],
) -> Iterator[AnswerLine]:
    """All lines there are: of questions, of what is known without asking, of parts of several conditions."""
    lines = (*of_questions, *lines_of_all(answers), line_of_sound(signs, len(answers)))
    known = {line.key: line for line in lines}
    yield from known.values()
    asked = [one for one in asked_for if not parts.is_table(one)]
    single = [parts.joined([one]) for part in asked for one in parts.conditions_of(part)]
    for one in dict.fromkeys([*asked, *single]):
        if parts.is_compound(one):
            yield line_of_part(one, items, known, answers)


def are_related(one: LineKey, other: LineKey) -> bool:
    """Whether what one line says of somebody limits what another can: they are made of the same."""
    if not ((_is_group(one) and _is_group(other)) or parts.is_compound(one[0]) or parts.is_compound(other[0])):
        return False
    return one != other and bool(_made_of(one) & _made_of(other))


def _is_group(key: LineKey) -> bool:
    return key[0] in (parts.MONTH, parts.VERSION)


def _made_of(key: LineKey) -> set[str]:
    names = [name for name, _code in parts.conditions_of(key[0])] if parts.is_compound(key[0]) else [key[0]]
    return {WHEN if name in (parts.MONTH, parts.DAYS, parts.VERSION) else name for name in names}
