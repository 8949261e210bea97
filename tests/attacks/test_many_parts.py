"""Parts beside each other tell of few people by no sum: everybody less three weeks, part less part, rings of them."""

from datetime import UTC, datetime
from itertools import combinations, pairwise, product

import numpy as np
import pytest

from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.asking.ways import Ways
from leadgate.survey_analysis.report import AllAnswers
from tests.attacks import subtracting
from tests.attacks.random_surveys import as_json
from tests.attacks.subtracting import Thing, exposed, told_of
from tests.size import examples
from tests.surveys.scenes import choices, chosen, question, small

KEYS = {"one": "ab", "two": "ab", "three": "abc", "four": "ab"}
SURVEY = small(*(question(key, "choice", choices=choices(*codes)) for key, codes in KEYS.items()))
DAYS = range(1, 10)
Said = dict[str, tuple[str, ...]]


def answered(said: Said, days: list[int]) -> Answers:
    answers = Answers()
    for day, *codes in zip(days, *said.values(), strict=True):
        given = {key: chosen(code) for key, code in zip(said, codes, strict=True)}
        answers.add(SURVEY.items, given, datetime(2026, 11, day, tzinfo=UTC))
    return answers


def span(first: int, last: int) -> str:
    return f".days=2026-11-{first:02}..2026-11-{last:02}"


def as_attacked(part: str) -> str:
    """A part by the name the attack knows it by: a span as the days it has."""
    whole = [one.partition("=") for one in part.split("&")]
    named = {name: "|".join(map(str, range(int(code[8:10]), int(code[20:22]) + 1))) for name, _, code in whole[:1]}
    return "&".join(
        f"{name.strip('.')}={named.get(name, code) if name == '.days' else code}" for name, _, code in whole
    )


def shown(said: Said, days: list[int], asked: list[str]) -> dict[str, int | None]:
    survey = AllAnswers(SURVEY.items, answered(said, days), {}, asked)
    survey.whole({})
    return {one: survey.asked(one)["people"] for one in asked}


def people_of(of_day: dict[int, int]) -> tuple[Said, list[int]]:
    days = [day for day, count in of_day.items() for _ in range(count)]
    return {key: tuple("ab"[at // step % 2] for at in range(len(days))) for step, key in enumerate(KEYS, 1)}, days


@pytest.mark.parametrize(
    ("of_day", "asked"),
    [
        ({1: 2, 3: 20, 6: 20, 15: 20, 25: 40}, [span(2, 5), span(6, 14), span(15, 30)]),
        ({1: 2, 3: 20, 6: 20, 15: 20, 25: 40}, [span(1, 10), span(4, 10), span(2, 3)]),
        ({1: 4, 3: 20, 6: 20, 15: 20, 25: 40}, [f"{one}&one=b" for one in (span(1, 10), span(4, 10), span(2, 3))]),
        ({1: 2, 3: 20, 6: 20, 15: 20, 25: 40}, [span(1, 10), span(4, 10), span(4, 20), span(2, 20)]),
    ],
    ids=["whole less three weeks", "nested", "nested, and an answer", "a ring"],
)
def test_days_of_few_people_are_told_by_no_sum_of_others(of_day, asked):
    told = shown(*people_of(of_day), asked)
    assert None in told.values()
    assert next(iter(told.values()))


@pytest.mark.parametrize("seed", range(examples(12, 300)))
def test_spans_of_days_tell_of_few_by_no_sum_whatever_is_asked_beside_them(seed):
    dice = np.random.default_rng(seed)
    people = int(dice.integers(30, 160))
    days = dice.choice(DAYS, people, p=dice.dirichlet([0.6] * len(DAYS))).tolist()
    said = {key: tuple(map(str, dice.choice([*KEYS[key]], people))) for key in ("one", "two")}
    cuts = [0, *sorted(dice.choice(DAYS[:-1], int(dice.integers(1, 4)), replace=False).tolist()), DAYS[-1]]
    ends = [(before + 1, last) for before, last in pairwise(cuts)]
    ends += [sorted(dice.choice(DAYS, 2).tolist()) for _ in range(int(dice.integers(3)))]
    beside = ["", "&one=a", "&two=b"][dice.integers(3)]
    asked = [span(*ends[at]) + beside * int(dice.random() < 0.8) for at in dice.permutation(len(ends))]
    survey = AllAnswers({key: SURVEY.items[key] for key in said}, answered(said, days), {}, [*dict.fromkeys(asked)])
    bodies = {"": as_json(survey.whole({}))} | {as_attacked(one): as_json(survey.asked(one)) for one in asked}
    things = [Thing(key, tuple(KEYS[key]), one) for key, one in said.items()]
    things.append(Thing("days", tuple(map(str, DAYS)), tuple(map(str, days))))
    edges = sorted({0, DAYS[-1], *(one - 1 for one, _last in ends), *(last for _one, last in ends)})
    pieces = [{"days": frozenset(map(str, range(one + 1, last + 1)))} for one, last in pairwise(edges)]
    assert exposed(things, [*told_of(things, bodies)], people, pieces) == []


@pytest.mark.parametrize("seed", [139, 166, 176, 374, 555, *range(examples(8, 400))])
def test_parts_of_several_conditions_tell_of_few_by_no_sum(seed, monkeypatch):
    monkeypatch.setattr(subtracting, "MAKERS", tuple(KEYS))
    dice = np.random.default_rng(seed)
    people, said = int(dice.integers(50, 160)), Said()
    for key, codes in KEYS.items():
        said[key] = tuple(map(str, dice.choice([*codes], people, p=dice.dirichlet([2] * len(codes)))))
    parts = [
        "&".join(sorted(f"{key}={code}" for key, code in zip(keys, codes, strict=True)))
        for many in (2, 3)
        for keys in combinations(KEYS, many)
        for codes in product(*(KEYS[key] for key in keys))
    ]
    asked = [parts[at] for at in dice.permutation(len(parts))[: int(dice.integers(3, 10))]]
    survey = AllAnswers(SURVEY.items, answered(said, [3] * people), {}, asked)
    bodies = {"": as_json(survey.whole({}))} | {one: as_json(survey.asked(one)) for one in asked}
    seen = [dict(one.split("=") for one in part.split("&")) for part in asked if bodies[part].get("people")]
    groups = [
        {
            key: frozenset({code} if is_so else {*KEYS[key]} - {code})
            for (key, code), is_so in zip(one.items(), flip, strict=True)
        }
        for one in seen
        for flip in product((True, False), repeat=len(one))
    ]
    things = [Thing(key, tuple(KEYS[key]), one) for key, one in said.items()]
    assert exposed(things, [*told_of(things, bodies)], people, groups) == []


def test_days_with_how_many_were_asked_tell_nothing_beside_days_with_one_answer():
    """Twelve answered what only those are asked who said p or q, and ten said q: two said p."""
    only = [{"question": "leads", "any_of": ["p", "q"]}]
    survey = small(
        question("leads", "choice", choices=choices("p", "q", "r"), required=True),
        question("more", "choice", choices=choices("a", "b"), required=True, only_if=only),
    )
    answers = Answers()
    for day, of_answer in ((3, {"p": 2, "q": 10, "r": 10}), (12, {"p": 30, "q": 40, "r": 40})):
        for leads, count in of_answer.items():
            for at in range(count):
                more = {} if leads == "r" else {"more": chosen("ab"[at % 2])}
                answers.add(survey.items, {"leads": chosen(leads), **more}, datetime(2026, 11, day, tzinfo=UTC))
    asked = [span(1, 7), f"{span(1, 7)}&leads=q"]
    report = AllAnswers(survey.items, answers, {}, asked, Ways({"more": frozenset({"leads"})}))
    report.whole({})
    week, with_answer = (report.asked(one) for one in asked)
    assert week["people"] == 22
    assert not (week["questions"]["more"]["answered"] == 12 and with_answer["people"] == 10)
