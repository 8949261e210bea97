"""Random surveys to be attacked: what people said, and what is published of it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import product
from typing import Any

import numpy as np

from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.report import AllAnswers
from tests.attacks.subtracting import NONE, Thing, Told, group_of, told_of, weighted_told
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
SURVEYS = range(examples(12, 1000))
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
        weighted = [as_json(self.survey.whole({"gender": shares})) for shares in WEIGHTS]
        told = [one for body in weighted for one in weighted_told(self.things["gender"], things, body)]
        reports = {"": whole, **{part: self.survey.part(part) for part in PARTS}}
        return {attack_name(part): as_json(body) for part, body in reports.items()}, told

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
            named = {attack_name(name): as_json(body) for name, body in reports.items()}
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
        return {part: self._plain(part) for part in ("", *map(attack_name, PARTS))}

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


def attack_name(part: str) -> str:
    """A part by the name the attack knows: who ticked an answer is who said yes to it."""
    if part in {**TWO, **DAYS}:
        return {**TWO, **DAYS}[part]
    return f"buys~{part[5:]}=yes" if part.startswith("buys=") else part


def as_json(body: Mapping[str, Any]) -> dict[str, Any]:
    """A report as it stands in a file."""
    return dict(json.loads(json.dumps(body)))
