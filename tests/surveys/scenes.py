"""Surveys as the tests find them, made with the acts that make real ones."""

import json
from typing import Any
from uuid import UUID

from leadgate.consent.actions.answering import give_by_name
from leadgate.consent.queries import offers
from leadgate.foundation.db import action, session
from leadgate.ledger.actions.recording import Circumstances
from leadgate.questionnaires.definition import Definition, from_json
from leadgate.questionnaires.flow import Walk
from leadgate.surveys.actions import answering, publishing
from leadgate.surveys.actions.answering import Begun
from leadgate.surveys.actions.responses import Stands
from leadgate.surveys.models import Survey
from leadgate.surveys.notices import ASKING_BACK_SLUG
from leadgate.surveys.queries import gate_of
from leadgate.surveys.reading import PageRead


def both(english: str, chinese: str = "") -> dict[str, str]:
    """A text in both languages."""
    return {"en": english, "zh-Hant": chinese or f"（{english}）"}


def choices(*keys: str) -> list[dict[str, Any]]:
    return [{"key": key, "label": both(key.replace("_", " "))} for key in keys]


def question(key: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": both(f"{key}?"), **more}


EVERYTHING: dict[str, Any] = {
    "languages": ["en", "zh-Hant"],
    "title": both("Why this guide", "為什麼選這份指南"),
    "intro": both("Twelve questions, *four minutes*."),
    "thanks": both("Thank you, that helps."),
    "layout": "question",
    "asks_to_quote": True,
    "sections": [
        {
            "key": "you",
            "title": both("About you"),
            "questions": [
                question("bakes", "choice", choices=choices("bread", "cakes"), other=True, required=True),
                question("years", "number", least=0, most=80, whole=True, unit=both("years")),
                question("since", "date", earliest="1950-01-01", latest="2030-12-31"),
                question("cakes_why", "short_text", only_if=[{"question": "bakes", "any_of": ["cakes"]}]),
            ],
            "leads": [{"when": [{"question": "bakes", "any_of": ["other"]}], "to": "end_part"}],
        },
        {
            "key": "reasons",
            "text": both("You bake {answer:bakes}."),
            "questions": [
                question("why", "long_text", hint=both("In your own words.")),
                question(
                    "wants",
                    "choices",
                    choices=[*choices("price", "time"), {"key": "none", "label": both("none"), "alone": True}],
                    most=2,
                ),
                question("order", "ranking", choices=choices("price", "taste", "time"), places=2),
                question("agree", "matrix", rows=choices("easy", "short"), columns=choices("no", "so_so", "yes")),
                question("matters", "best_worst", choices=choices("a", "b", "c", "d", "e"), set_size=3, times=3),
                question("features", "kano", features=choices("table", "video")),
            ],
        },
        {
            "key": "end_part",
            "questions": [
                question("nps", "nps", left=both("never"), right=both("surely")),
                question("csat", "csat"),
                question("ces", "ces"),
                question("share", "slider", least=0, most=100, step=5),
                question("spends", "constant_sum", choices=choices("flour", "rent", "power"), unit=both("points")),
            ],
        },
    ],
}


def definition(**changed: Any) -> Definition:
    return from_json(json.dumps({**EVERYTHING, **changed}))


def small(*questions: dict[str, Any], **more: Any) -> Definition:
    """A survey of one page."""
    asked = questions or (question("why", "long_text"),)
    whole = {"languages": ["en"], "title": {"en": "Small"}, "layout": "all", **more}
    return from_json(json.dumps({**whole, "sections": [{"key": "only", "questions": list(asked)}]}))


@action
def published(definition: Definition, slug: str = "why") -> UUID:
    number = publishing.make(slug, definition)
    publishing.publish(number)
    return number


def respond(survey: UUID, answers: dict[str, Any], *, person: UUID | None = None, **more: Any) -> Stands:
    """Answer a survey of one page."""
    found = session().get(Survey, survey)
    assert found
    assert found.live
    gate = gate_of(found, found.live, more.pop("language", "en"))
    page = Walk(gate.definition, answers, (), 1).next_page()
    assert page
    read = PageRead(values=dict(answers), kept=frozenset(more.pop("kept", ())))
    how = Circumstances(f"/s/{found.slug}", "en", "192.0.2.0/24", "")
    return answering.begin(gate, Begun(person=person, agrees=True, **more), page, read, 1, how)


def chosen(*keys: str) -> dict[str, Any]:
    """The answer to a choice."""
    return {"chosen": list(keys)}


def agree_to_be_asked(person: UUID) -> None:
    """Say yes to being asked afterwards, on one's own page."""
    offer = offers([ASKING_BACK_SLUG], "en")[0]
    assert give_by_name(person, ASKING_BACK_SLUG, offer.sha256, method="own-page")
