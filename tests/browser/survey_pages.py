"""The pages of surveys and of good leads, with something on them."""

from uuid import UUID

from sqlalchemy import select

from leadgate.assets.models import Asset
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.ledger.actions.recording import Circumstances
from leadgate.questionnaires.flow import Walk
from leadgate.scoring.actions import aiming, counting
from leadgate.scoring.models import Goal, MotivationReport, Stage
from leadgate.surveys import access
from leadgate.surveys.actions import answering, following_up, publishing
from leadgate.surveys.actions.answering import Begun
from leadgate.surveys.actions.responses import open_response
from leadgate.surveys.models import Survey
from leadgate.surveys.queries import gate_of
from leadgate.surveys.reading import PageRead
from tests.browser.shown import Shown
from tests.scoring.crowds import LOOKED_AT, crowd, newcomers, welcome
from tests.services import until
from tests.surveys.scenes import definition, published, question, respond, small


def of_surveys() -> list[Shown]:
    """What respondents and marketers see."""
    live = session().scalars(select(Survey).where(Survey.slug == "why-this-guide")).one()
    everything = published(definition(asks_to_quote=True), "everything")
    draft = publishing.make("draft", definition())
    short = published(small(question("why", "long_text"), sensitive="ask"), "short")
    following_up.add(live.id, "download", None, 3)
    root, mine = f"/studio/surveys/{live.id}", f"/studio/surveys/{draft}"
    done = access.token_of(respond(short, {"why": "Rising costs"}).response)
    return [
        Shown("survey", "/s/why-this-guide"),
        Shown("survey-short", "/s/short"),
        Shown("survey-wrong", "/s/everything", fill=(("q.bakes.other", " "),)),
        Shown("survey-found", "/s/short", fill=(("q.why", "Since my diabetes I bake without sugar."),)),
        *(Shown(f"survey-{key}", _way(everything, key)) for key in WAY),
        Shown("survey-last", _way(everything, "")),
        Shown("survey-own", f"/s/short/r/{done}"),
        Shown("survey-thanks", "/s/short/thanks"),
        Shown("survey-deleted", "/s/short/deleted"),
        Shown("studio-surveys", "/studio/surveys/", "staff"),
        Shown("studio-survey-new", "/studio/surveys/new", "staff"),
        Shown("studio-survey", root, "staff"),
        Shown("studio-survey-report", f"{root}/report/", "staff"),
        Shown("studio-survey-summary", f"{root}/report/summary", "staff"),
        Shown("studio-survey-answers", f"{root}/report/answers", "staff"),
        Shown("studio-survey-words", f"{root}/words/why", "staff"),
        Shown("studio-survey-follow-ups", f"{root}/follow-ups/", "staff"),
        Shown("studio-survey-draft", mine, "staff"),
        Shown("studio-survey-edit", f"{mine}/edit", "staff"),
        Shown("studio-survey-question", f"{mine}/edit?open=question:wants", "staff"),
        Shown("studio-survey-matrix", f"{mine}/edit?open=question:agree", "staff"),
        Shown("studio-survey-section", f"{mine}/edit?open=section:you", "staff"),
        Shown("studio-survey-whole", f"{mine}/edit?open=survey", "staff"),
        Shown("studio-survey-document", f"{mine}/document", "staff"),
        Shown("studio-survey-preview", f"{mine}/preview", "staff"),
    ]


ANSWERS = {
    "bakes": {"chosen": ["bread"]},
    "years": 12,
    "since": "2014-05-01",
    "why": "Rising costs",
    "wants": {"chosen": ["price"]},
    "order": ["price", "taste"],
    "agree": {"easy": "yes", "short": "so_so"},
    "matters": {},
    "features": {},
    "nps": 9,
    "csat": 4,
    "ces": 6,
    "share": 40,
    "spends": {"flour": 70, "rent": 0, "power": 30},
}
WAY = [key for key in ANSWERS if key != "bakes"]


def _way(survey: UUID, key: str) -> str:
    """The address of a response that has come as far as a question; to the end, where none is named."""
    found = session().get_one(Survey, survey)
    gate = gate_of(found, found.live or 1, "en")
    walk, how = Walk(gate.definition, {}, (), 1), Circumstances("/s/everything", "en", "192.0.2.0/24", "")
    page = walk.next_page()
    assert page
    answers = {name: value for name, value in ANSWERS.items() if value != {}}
    stands = answering.begin(gate, Begun(agrees=True), page, _read(page, answers), 1, how)
    passed = [page.key, *(item.key for item in page.items)]
    while True:
        walk = Walk(gate.definition, {name: answers[name] for name in passed if name in answers}, tuple(passed), 1)
        page = walk.next_page()
        assert page
        if page.key == key or key in [item.key for item in page.items] or _is_last(walk, page):
            break
        answering.save(gate, open_response(stands.response), page, _read(page, answers), how)
        passed += [page.key, *(item.key for item in page.items)]
    return f"/s/everything/r/{access.token_of(stands.response)}"


def _is_last(walk: Walk, page) -> bool:
    return page is walk.pages[-1]


def _read(page, answers) -> PageRead:
    return PageRead(values={item.key: answers.get(item.key) for item in page.items})


def of_good_leads() -> list[Shown]:
    """What marketers see of good leads, and a person of being compared."""
    asset = session().scalars(select(Asset).where(Asset.slug == "calm-pricing")).one()
    goal = aiming.aim("buying", None, LOOKED_AT, known_days=7, within_days=60)
    few = aiming.aim("joining", None, LOOKED_AT, known_days=7, within_days=60)
    welcome(asset.id, [*crowd(600), *newcomers(60)])
    counting.want(asset.id)
    until(lambda: _is_worked_out(goal, asset.id), seconds=120)
    root = "/studio/good-leads"
    return [
        Shown("good-leads", f"{root}/", "staff"),
        Shown("good-leads-new", f"{root}/new", "staff"),
        Shown("good-leads-new-wrong", f"{root}/new", "staff", fill=(("within_days", "1"),)),
        Shown("good-leads-goal", f"{root}/{goal}/", "staff"),
        Shown("good-leads-few", f"{root}/{few}/", "staff"),
        Shown("good-leads-people", f"{root}/{goal}/people", "staff"),
        Shown("good-leads-buyers", f"{root}/buyers", "staff"),
        Shown("studio-asset-motivations", f"/studio/assets/{asset.id}/motivations", "staff"),
        Shown("me-compared", "/me/compared", "compared"),
        Shown("me-not-compared", "/me/compared", "person"),
    ]


def _is_worked_out(goal: UUID, asset: UUID) -> bool:
    forget_what_was_read()
    stages = set(session().scalars(select(Goal.stage)))
    return stages <= {Stage.DONE, Stage.TOO_FEW} and session().get_one(MotivationReport, asset).body is not None
