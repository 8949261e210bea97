"""Answers as columns of a table, as statistics programs want them: one variable per thing somebody could have said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from leadgate.questions.kinds import (
    AnyItem,
    BestWorst,
    ConstantSum,
    Day,
    Kano,
    Matrix,
    Number,
    OneChoice,
    Ranking,
    Recommending,
    Satisfaction,
    SeveralChoices,
    Slider,
    said,
)
from leadgate.questions.kinds import Effort as EffortScale
from leadgate.questions.kinds.kano import FEELINGS
from leadgate.questions.kinds.scale import Scale
from leadgate.surveys.answer_words import labels_of

Holds = Literal["number", "text", "day"]
Level = Literal["nominal", "ordinal", "scale"]
"""What may be made of the values: counted only, put into an order, added up (Stevens 1946)."""
TICKED = {0: "no", 1: "yes"}


@dataclass(frozen=True, slots=True)
class Variable:
    """One column.

    Args:
        name: of letters, digits and lines, unique.
        label: what it asks, in words.
        holds: what stands in it.
        codes: what its numbers mean, where they stand for answers.
        level: what may be made of its values.
        ends: the words at both ends of a scale, by their numbers.
    """

    name: str
    label: str
    holds: Holds
    codes: Mapping[int, str] = field(default_factory=dict)
    level: Level = "nominal"
    ends: Mapping[int, str] = field(default_factory=dict)
    is_free: bool = False
    """Whether people type the number, which can be any."""


def variables_of(item: AnyItem, language: str) -> Iterator[Variable]:  # noqa: C901, PLR0912 - one case a kind
    """The columns of a question."""
    asked, words = said(item.label, language), labels_of(item, language)

    def of(
        suffix: str, label: str, holds: Holds, codes: Mapping[int, str] | None = None, level: Level = "nominal"
    ) -> Variable:
        name = f"{item.key}_{suffix}" if suffix else item.key
        return Variable(name, f"{asked} – {label}" if label else asked, holds, codes or {}, level, {})

    match item:
        case OneChoice():
            yield of("", "", "number", _numbered(item.in_line, words))
        case SeveralChoices():
            yield from (of(code, words[code], "number", TICKED) for code in item.in_line)
        case Ranking():
            yield from (of(one.key, words[one.key], "number", level="ordinal") for one in item.choices)
        case ConstantSum():
            things = (of(one.key, words[one.key], "number", level="scale") for one in item.choices)
            yield from (replace(one, is_free=True) for one in things)
        case Matrix():
            columns = _numbered([one.key for one in item.columns], words)
            yield from (of(one.key, said(one.label, language), "number", columns, "ordinal") for one in item.rows)
        case BestWorst():
            offered = _numbered([one.key for one in item.choices], words)
            for number in range(1, item.set_count + 1):
                yield of(f"{number}_shown", f"{number} shown", "text")
                yield from (of(f"{number}_{end}", f"{number} {end}", "number", offered) for end in _ENDS)
        case Kano():
            feelings = _numbered(list(FEELINGS), {code: str(word) for code, word in FEELINGS.items()})
            for one in item.features:
                label = said(one.label, language)
                yield from (of(f"{one.key}_{half}", f"{label}: {half}", "number", feelings) for half in _HALVES)
        case Number() | Slider() | Recommending() | Satisfaction() | EffortScale():
            yield _measured(item, asked, language)
        case Day():
            yield of("", "", "day", level="scale")
        case _:
            yield of("", "", "text")
    if getattr(item, "other", False):
        yield of("words", words["other"], "text")


_ENDS, _HALVES = ("best", "worst"), ("with", "without")


def _measured(item: Number | Scale, asked: str, language: str) -> Variable:
    level: Level = "ordinal" if isinstance(item, Satisfaction | EffortScale) else "scale"
    ends = _ends(item, language) if isinstance(item, Scale) else {}
    return Variable(item.key, asked, "number", {}, level, ends, is_free=isinstance(item, Number | Slider))


def _ends(item: Scale, language: str) -> dict[int, str]:
    ends = (item.least, item.most) if isinstance(item, Slider) else (item.points[0], item.points[-1])
    words = (said(item.left, language) if item.left else "", said(item.right, language) if item.right else "")
    return {int(end): word for end, word in zip(ends, words, strict=True) if word and end == int(end)}


def _numbered(codes: list[str], words: Mapping[str, str]) -> dict[int, str]:
    return {number: words.get(code, code) for number, code in enumerate(codes, start=1)}


def cells_of(item: AnyItem, value: Any) -> dict[str, Any]:  # noqa: C901 - one case a kind
    """What stands in the columns of a question for one answer; columns without an answer are left out."""
    found: dict[str, Any] = {}
    match item:
        case OneChoice():
            found = {item.key: item.in_line.index(value["chosen"][0]) + 1}
        case SeveralChoices():
            found = {f"{item.key}_{code}": int(code in value["chosen"]) for code in item.in_line}
        case Ranking():
            found = {f"{item.key}_{key}": place for place, key in enumerate(value, start=1)}
        case ConstantSum():
            found = {f"{item.key}_{key}": number for key, number in value.items()}
        case Matrix():
            columns = [one.key for one in item.columns]
            found = {f"{item.key}_{row}": columns.index(column) + 1 for row, column in value.items()}
        case BestWorst():
            things = [one.key for one in item.choices]
            for number, shown in value.items():
                codes, name = [things.index(one) + 1 for one in shown], f"{item.key}_{int(number) + 1}"
                found |= {f"{name}_shown": " ".join(map(str, sorted(codes)))}
                found |= {f"{name}_{end}": code for end, code in zip(_ENDS, codes, strict=False)}
        case Kano():
            feelings = list(FEELINGS)
            found = {
                f"{item.key}_{feature}_{half}": feelings.index(feeling) + 1
                for feature, pair in value.items()
                for half, feeling in zip(_HALVES, pair, strict=True)
            }
        case _:
            return {item.key: value}
    return found | ({f"{item.key}_words": value["other"]} if isinstance(value, dict) and "other" in value else {})
