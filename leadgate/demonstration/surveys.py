"""The demonstration's survey: why people wanted the guide, asked of those who have it, with half a year of answers."""

import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.ledger.actions.recording import Circumstances
from leadgate.people.models import Person
from leadgate.questionnaires.definition import from_json
from leadgate.questionnaires.flow import Walk
from leadgate.questions.kinds import BestWorst
from leadgate.questions.kinds.best_worst_designs import VERSIONS
from leadgate.survey_reports.actions import asking_for, reporting
from leadgate.surveys import queries
from leadgate.surveys.actions import answering, publishing
from leadgate.surveys.actions.answering import SEEDS, Begun
from leadgate.surveys.models import Survey
from leadgate.surveys.queries import SurveyGate
from leadgate.surveys.reading import PageRead

DOCUMENT = Path(__file__).with_name("why-this-guide.json")
SLUG = "why-this-guide"
HOW = Circumstances(page=f"/s/{SLUG}", language="en", network="192.0.2.0/24", user_agent="")
STRANGERS = 25
REASONS = ("costs", "unsure", "customer", "curious")
LIKED = {"letter": 2.0, "questions": 1.2, "example": 0.6, "week": 0.0, "short": -0.5, "design": -1.5}
WORDS = {
    "en": {
        "costs": (
            "Flour and energy cost twice what they did, and my prices are those of three years ago.",
            "The rent went up again and I pay it out of my own pocket.",
            "Costs rise every month. I cannot go on selling bread for less than it costs.",
            "Energy bills doubled; something has to give.",
        ),
        "unsure": (
            "I never know what to charge for a wedding cake.",
            "I am afraid customers leave if I charge more.",
            "Every quote is a guess, and I want to stop guessing.",
            "I do not know what others charge, and asking them feels wrong.",
        ),
        "customer": (
            "A customer told me I was too cheap, and that stayed with me.",
            "Somebody laughed at my price. It was far too low.",
        ),
        "curious": ("A friend sent me the link.", "I like your letters.", "Just looking around."),
    },
    "zh-Hant": {
        "costs": ("麵粉和電費漲了一倍，我的價格還停在三年前。", "房租又漲了，成本一直上升。"),
        "unsure": ("我不知道婚禮蛋糕該收多少錢。", "怕漲價之後客人就不來了。"),
        "customer": ("客人說我賣得太便宜了。",),
        "curious": ("朋友傳給我的連結。", "隨便看看。"),
    },
}


def load() -> None:
    """Make the survey, answer it, and work out its report."""
    number = _make()
    chance = random.Random(11)  # noqa: S311 - repeatable, not secret
    people = session().scalars(select(Person.id).order_by(Person.id)).all()
    _answer(number, [*people[::2], *([None] * STRANGERS)], chance)
    asking_for.compare(number)
    reporting.work_out(number)


@action
def _make() -> UUID:
    number = publishing.make(SLUG, from_json(DOCUMENT.read_text(encoding="utf-8")))
    with clock.moved(timedelta(days=-190)):
        publishing.publish(number)
    return number


@action
def _answer(survey_id: UUID, people: Sequence[UUID | None], chance: random.Random) -> None:
    survey = session().get_one(Survey, survey_id)
    assert survey.live
    for person in people:
        language = "zh-Hant" if chance.random() < 0.25 else "en"
        gate = queries.gate_of(survey, survey.live, language)
        with clock.moved(timedelta(days=-chance.uniform(0, 150))):
            _one(gate, person, chance)


def _one(gate: SurveyGate, person: UUID | None, chance: random.Random) -> None:
    answers = _answers(gate, chance)
    page = Walk(gate.definition, {}, (), 1).next_page()
    assert page
    who = Begun(person=person, agrees=True, quoted=chance.random() < 0.6, source=chance.choice(("", "letter", "talk")))
    answering.begin(gate, who, page, PageRead(values=answers), chance.randrange(SEEDS), HOW)


def _answers(gate: SurveyGate, chance: random.Random) -> dict[str, Any]:
    reason = chance.choices(REASONS, (5, 4, 2, 2))[0]
    tried = chance.sample(("asked", "search", "tool"), chance.randint(1, 2))
    pleased = {"costs": 8.4, "unsure": 8.8, "customer": 7.6, "curious": 6.2}[reason]
    nps = min(10, max(0, round(chance.gauss(pleased, 1.4))))
    matters = gate.definition.items["matters"]
    assert isinstance(matters, BestWorst)
    found: dict[str, Any] = {
        "reason": {"chosen": [reason]},
        "tried": {"chosen": tried},
        "matters": {
            str(at): _best_first([one.key for one in shown], chance)
            for at, shown in enumerate(matters.sets(chance.randrange(VERSIONS)))
        },
        "nps": nps,
        "csat": min(5, max(1, round(nps / 2))),
        "hours": chance.choice((1, 2, 2, 3, 4, 6, 8)),
    }
    if chance.random() < 0.8:
        found["why"] = chance.choice(WORDS[gate.language][reason])
    return found


def _best_first(shown: Sequence[str], chance: random.Random) -> list[str]:
    liked = sorted(shown, key=lambda key: -(LIKED[key] + chance.gauss(0, 1)))
    return [liked[0], liked[-1], *liked[1:-1]]
