"""No figure of a survey's reports, nor all of them together, says what fewer than five people said."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

from leadgate.survey_analysis.report import AllAnswers
from leadgate.survey_analysis.tallies import Answers
from tests.attacks.subtracting import NONE, Thing, Told, exposed, group_of, told_of, weighted_told
from tests.size import examples
from tests.surveys.scenes import choices, chosen, question, small

GENDER, BRAND, BUYS = ("f", "m", "x"), ("p", "q", "r", "s"), ("bread", "cake")
MONTHS, MOOD = ("2026-01", "2026-02", "2026-03"), tuple("12345")
SURVEY = small(
    question("gender", "choice", choices=choices(*GENDER)),
    question("brand", "choice", choices=choices(*BRAND)),
    question("buys", "choices", choices=choices(*BUYS)),
    question("mood", "csat"),
    question("tells", "nps"),
)
PARTS = [f"gender={one}" for one in GENDER] + [f"brand={one}" for one in BRAND] + [f"buys={one}" for one in BUYS]
TABLES = ["table:gender*mood", "table:buys*brand", "table:tells*mood", "table:.month*brand", "table:gender*buys"]
TWO = {"brand=p&gender=f": "gender=f&brand=p", "gender=m&buys=cake": "gender=m&buys~cake=yes"}
DAYS = {
    ".days=..2026-02-15": "month=2026-01|2026-02",
    ".days=2026-02-01..2026-02-28&gender=f": "month=2026-02&gender=f",
}
"""Parts of several conditions, each with the name the attack knows it by."""
NPS = {"promoters": 9, "passives": 7, "detractors": 3}
WEIGHTS = [{"f": 0.5, "m": 0.3, "x": 0.2}, {"f": 0.2, "m": 0.4, "x": 0.4}, {"f": 0.3, "m": 0.6, "x": 0.1}]
SURVEYS = range(examples(30, 1000))
AT_ONCE = examples(2, 3)
"""So many things are set against each other; three take in every two of them."""


class Made:
    """A random survey: what people said, and what is published of it."""

    def __init__(self, seed: int) -> None:
        self.dice = np.random.default_rng(seed)
        self.people = int(self.dice.integers(12, 220))
        gender, brand = self._said(GENDER), self._said(BRAND)
        mood = self._said(MOOD, beside=gender)
        tells = self._said(tuple(NPS), beside=mood)
        buys = self._said(("none", *BUYS, "both"), beside=brand)
        said = {
            "gender": (GENDER, gender),
            "brand": (BRAND, brand),
            "mood": (MOOD, mood),
            "tells": (tuple(NPS), tells),
            "month": (MONTHS, tuple(str(one) for one in self.dice.choice(MONTHS, self.people))),
            **{f"buys~{one}": (("yes", "no"), tuple(map(_ticks(one), buys))) for one in BUYS},
        }
        points = {"mood": {code: float(code) for code in MOOD}}
        self.things = {name: Thing(name, *one, points.get(name, {})) for name, one in said.items()}
        self.answers = self._answers()
        self.survey = AllAnswers(SURVEY.items, self.answers, {}, PARTS)

    def _said(self, answers: tuple[str, ...], beside: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What each says: some answers are rare, some people say nothing, and some go by what they said before."""
        usual = self.dice.dirichlet([0.8] * len(answers))
        said = self.dice.choice(answers, self.people, p=usual)
        if beside:
            own = {one: self.dice.choice(answers) for one in sorted(set(beside))}
            follows = self.dice.random(self.people) < self.dice.choice([0.0, 0.3, 0.8])
            said = np.where(follows, [own[one] for one in beside], said)
        is_quiet = self.dice.random(self.people) < self.dice.choice([0.0, 0.03, 0.15])
        return tuple(NONE if quiet else str(one) for one, quiet in zip(said, is_quiet, strict=True))

    def _answers(self) -> Answers:
        found = Answers()
        for person in zip(*(thing.said for thing in self.things.values()), strict=True):
            said = dict(zip(self.things, person, strict=True))
            given: dict[str, Any] = {key: chosen(said[key]) for key in ("gender", "brand") if said[key] != NONE}
            given |= {"mood": int(said["mood"])} if said["mood"] != NONE else {}
            given |= {"tells": NPS[said["tells"]]} if said["tells"] != NONE else {}
            if said["buys~bread"] != NONE:
                given["buys"] = chosen(*(one for one in BUYS if said[f"buys~{one}"] == "yes"))
            found.add(SURVEY.items, given, datetime(2026, int(said["month"][-1]), 2, tzinfo=UTC))
        return found

    def published(self) -> tuple[dict[str, Any], list[Told]]:
        """What is published once somebody looked at every part, as its JSON says it, and what weights say besides."""
        whole, things = self.survey.whole({}), list(self.things.values())
        weighted = [_as_json(self.survey.whole({"gender": shares})) for shares in WEIGHTS]
        told = [one for body in weighted for one in weighted_told(self.things["gender"], things, body)]
        reports = {"": whole, **{part: self.survey.part(part) for part in PARTS}}
        return {_named(part): _as_json(body) for part, body in reports.items()}, told

    def asked_for(self) -> tuple[list[Told], list[dict[str, frozenset[str]]]]:
        """What is published to whoever asks for parts and tables one after the other and keeps all they saw; and who is
        in the parts of several conditions that they saw, and who is in only some of what these are made of.
        """
        names = PARTS + TABLES + [*TWO, *DAYS]
        order = [names[at] for at in self.dice.permutation(len(names))[:8]]
        told: dict[str, Told] = {}
        seen: dict[str, None] = {}
        for until in range(0, len(order) + 1, 4):
            survey = AllAnswers(SURVEY.items, self.answers, {}, order[:until])
            reports = {"": survey.whole({})} | {one: survey.asked(one) for one in order[:until]}
            named = {_named(name): _as_json(body) for name, body in reports.items()}
            told |= {repr(one): one for one in told_of(list(self.things.values()), named)}
            seen |= {name: None for name, body in named.items() if "&" in name and not body.get("few")}
        return list(told.values()), [*self._groups(seen)]

    def _groups(self, seen: Iterable[str]) -> Iterator[dict[str, frozenset[str]]]:
        for part in seen:
            ways = [
                [frozenset(said), frozenset(self.things[name].all) - {*said}] for name, said in group_of(part).items()
            ]
            yield from (dict(zip(group_of(part), way, strict=True)) for way in product(*ways))

    def plainly(self) -> dict[str, Any]:
        """Reports as they usually are: each hides what is small in it, and what could be subtracted out in it alone."""
        return {part: self._plain(part) for part in ("", *map(_named, PARTS))}

    def _plain(self, part: str) -> dict[str, Any]:
        name, _, code = part.partition("=")
        mine = [not part or self.things[name].said[at] == code for at in range(self.people)]
        if not sum(mine) >= 5 or 0 < self.people - sum(mine) < 5:
            return {"people": None, "few": True, "questions": {}, "pairs": []}
        questions = {}
        for thing in (self.things["gender"], self.things["brand"], self.things["mood"]):
            counts = Counter(one for one, is_mine in zip(thing.said, mine, strict=True) if is_mine and one != NONE)
            hidden = {one for one in thing.answers if 0 < counts[one] < 5}
            if hidden and (len(hidden) == 1 or sum(counts[one] for one in hidden) < 5):
                hidden |= set(sorted(set(thing.answers) - hidden, key=lambda one: (not counts[one], counts[one]))[:1])
            rows = [{"code": one, "count": None if one in hidden else counts[one]} for one in thing.answers]
            questions[thing.name] = {"answered": sum(counts.values()), "rows": rows}
        return {"people": sum(mine), "questions": questions, "pairs": []}


def _ticks(tick: str) -> Any:
    return lambda said: said if said == NONE else "yes" if said in (tick, "both") else "no"


def _named(part: str) -> str:
    """A part by the name the attack knows: who ticked an answer is who said yes to it."""
    if part in {**TWO, **DAYS}:
        return {**TWO, **DAYS}[part]
    return f"buys~{part[5:]}=yes" if part.startswith("buys=") else part


def _as_json(body: Mapping[str, Any]) -> dict[str, Any]:
    return dict(json.loads(json.dumps(body)))


def found_in(made: Made, told: list[Told], at_once: int) -> Iterator[Any]:
    for things in combinations(made.things.values(), at_once):
        yield from exposed(things, told, made.people)


@pytest.mark.parametrize("seed", SURVEYS)
def test_no_cell_under_five_is_exposed_by_everything_that_is_published(seed):
    made = Made(seed)
    reports, weighted = made.published()
    told = [*told_of(list(made.things.values()), reports), *weighted]
    assert list(found_in(made, told, AT_ONCE)) == []


def test_two_questions_are_not_told_of_by_a_third_that_both_go_closely_with():
    """Nobody but those who kept their gender to themselves was in the lowest mood, and two of those told others off."""
    made = Made(764)
    reports, weighted = made.published()
    things = [made.things[name] for name in ("gender", "mood", "tells")]
    assert exposed(things, [*told_of(list(made.things.values()), reports), *weighted], made.people) == []


@pytest.mark.parametrize("seed", SURVEYS)
def test_no_cell_is_exposed_by_what_is_asked_for_one_after_the_other(seed):
    made = Made(seed)
    told, groups = made.asked_for()
    for things in combinations(made.things.values(), AT_ONCE):
        assert exposed(things, told, made.people, groups) == []


def test_tables_that_are_asked_for_later_tell_of_few_in_no_part_of_several_conditions():
    made = Made(93)
    told, groups = made.asked_for()
    things = [made.things[name] for name in ("gender", "mood", "buys~cake")]
    assert exposed(things, told, made.people, groups) == []


def test_the_same_attack_reads_hidden_cells_in_reports_that_each_hide_their_own():
    broken = 0
    for seed in SURVEYS:
        made = Made(seed)
        broken += any(found_in(made, [*told_of(list(made.things.values()), made.plainly())], 2))
    assert broken > len(SURVEYS) / 3


def test_fifty_three_answers_by_gender_and_brand_tell_no_hidden_cell():
    """The reproduction of 2026-11-28: men × y and men × z were the whole less the women, 3 and 8."""
    counts = {("m", "p"): 14, ("m", "q"): 3, ("m", "r"): 8, ("f", "p"): 9, ("f", "q"): 12, ("f", "r"): 7}
    people = [pair for pair, count in counts.items() for _nth in range(count)]
    found = Answers()
    for gender, brand in people:
        given = {"gender": chosen(gender), "brand": chosen(brand), "mood": 5 if (gender, brand) != ("m", "q") else 4}
        found.add(SURVEY.items, given, datetime(2026, 1, 2, tzinfo=UTC))
    survey = AllAnswers(SURVEY.items, found, {}, ["gender=f", "gender=m"])
    reports = {"": survey.whole({}), **{part: survey.part(part) for part in ("gender=f", "gender=m")}}
    gender, brand = zip(*people, strict=True)
    things = [Thing("gender", GENDER, gender), Thing("brand", BRAND, brand)]
    assert exposed(things, [*told_of(things, reports)], len(people)) == []
    women = {row["code"]: row["count"] for row in reports["gender=f"]["questions"]["brand"]["rows"]}
    assert women["q"] is None, "15 less 12 are three men"
    assert women["p"] == 9, "and no more is hidden than has to be"


@pytest.mark.parametrize("seed", [15, 16, 30])
def test_women_buyers_and_women_who_buy_tell_nothing_of_those_who_are_neither(seed):
    """Whole, two parts and what both have in common give all four groups, each by what they answered."""
    dice = np.random.default_rng(seed)
    people = int(dice.integers(60, 160))
    gender, brand = dice.choice(["f", "m"], people), dice.choice(["p", "q"], people)
    usual = np.where((gender == "f") == (brand == "p"), "5", "2")
    mood = np.where(dice.random(people) < 0.7, usual, dice.choice(list(MOOD), people))
    found = Answers()
    for one, other, point in zip(gender, brand, mood, strict=True):
        given = {"gender": chosen(str(one)), "brand": chosen(str(other)), "mood": int(point)}
        found.add(SURVEY.items, given, datetime(2026, 1, 2, tzinfo=UTC))
    asked = ["gender=f", "brand=p", "brand=p&gender=f"]
    survey = AllAnswers(SURVEY.items, found, {}, asked)
    reports = {"": survey.whole({})} | {one: survey.asked(one) for one in asked}
    said = {"gender": (GENDER, gender), "brand": (BRAND, brand), "mood": (MOOD, mood)}
    things = [Thing(name, answers, tuple(map(str, one))) for name, (answers, one) in said.items()]
    things[2] = Thing("mood", MOOD, things[2].said, {code: float(code) for code in MOOD})
    ways = product([{"f"}, {"m", "x", NONE}], [{"p"}, {"q", "r", "s", NONE}])
    groups = [{"gender": frozenset(one), "brand": frozenset(other)} for one, other in ways]
    told = list(told_of(things, {part: _as_json(body) for part, body in reports.items()}))
    assert exposed(things, told, people, groups) == []
