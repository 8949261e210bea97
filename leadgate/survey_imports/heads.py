"""Where the names of the columns stand in a file: below titles, and in as many lines as the program writes.

SurveyMonkey writes questions in one line and their answers in the next; Qualtrics its codes, the questions, and a line
of JSON.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from leadgate.survey_imports.wording import is_something_else, plain

IMPORT_ID = '{"ImportId"'
LOOKED_AT = 50
WHOLE = {
    *("response", "open ended response", "selected choice", "antwort", "offene antwort", "réponse"),
    *("réponse ouverte", "respuesta", "respuesta abierta", "回應", "回答", "开放式回复", "開放式回應", "答复"),
}
"""What SurveyMonkey calls a column that is all of its question, as `plain` writes it."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What the columns are called.

    Args:
        names: the name of each, to be shown.
        also: what else each is called.
        rows_from: so many lines stand above the rows.
    """

    names: list[str]
    also: Sequence[Sequence[str]]
    rows_from: int


def heads_of(lines: Sequence[list[str]]) -> Heads:
    """The names of the columns in the lines of a file."""
    at = _first(lines)
    if at == len(lines):
        return Heads([], (), at)
    head, below = lines[at], [*lines[at + 1 : at + 3], [], []]
    if _is_of_ids(below[1]):
        return _of_qualtrics(head, below[0], at)
    return _of_surveymonkey(head, below[0], at) if _is_of_parts(head, below) else Heads(head, (), at + 1)


def _first(lines: Sequence[list[str]]) -> int:
    """The first line that is as wide as what follows: titles have a cell or two."""
    filled = [sum(map(bool, line)) for line in lines]
    usual = median_low([one for one in filled[:LOOKED_AT] if one] or [0])
    fits = (at for at, many in enumerate(filled) if many and (2 * many >= usual if many > 1 else usual == 1))
    return next(fits, next((at for at, many in enumerate(filled) if many), len(lines)))


def _is_of_ids(line: Sequence[str]) -> bool:
    told = [one for one in line if one]
    return bool(told) and all(one.startswith(IMPORT_ID) for one in told)


def _of_qualtrics(codes: list[str], asked: list[str], at: int) -> Heads:
    both = [(code, asked[nth] if nth < len(asked) else "") for nth, code in enumerate(codes)]
    return Heads([said or code for code, said in both], [(code,) for code, _said in both], at + 3)


def _is_of_parts(head: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the line below the names has the names of their parts: it says nothing where the first row does, and
    something below each name that is missing.
    """
    parts, row = (_as_wide(line, head) for line in below[:2])
    if not parts or parts[0] or not head[0] or not row[0]:
        return False
    unnamed = [nth for nth, name in enumerate(head) if not name]
    return all(parts[nth] for nth in unnamed) and (bool(unnamed) or any(plain(one) in WHOLE for one in parts))


def _as_wide(line: Sequence[str], head: Sequence[str]) -> list[str]:
    return [*line, *[""] * len(head)][: len(head)]


def _of_surveymonkey(head: list[str], parts: list[str], at: int) -> Heads:
    parts, names, also, asked = _as_wide(parts, head), list[str](), list[tuple[str, ...]](), ""
    for nth, part in enumerate(parts):
        asked = head[nth] or asked
        is_other = is_something_else(part)
        names.append(f"{asked} [{'other' if is_other else part}]" if part else asked)
        is_one = bool(head[nth]) and _is_alone(head, parts, nth)
        also.append((asked,) if plain(part) in WHOLE or is_one else ())
    return Heads(names, also, at + 2)


def _is_alone(head: Sequence[str], parts: Sequence[str], nth: int) -> bool:
    """Whether a question has one column, beside that of the words for something else."""
    after = next((at for at in range(nth + 1, len(head)) if head[at]), len(head))
    return all(is_something_else(parts[at]) for at in range(nth + 1, after))
