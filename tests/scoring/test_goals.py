"""Good leads: learnt only of those who agree, seen by the person, ended at once, and never of what is special."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.attributes import attributes
from leadgate.consent.actions.answering import withdraw_by_name
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.ids import new_id
from leadgate.foundation.permissions import Role
from leadgate.people.actions import restricting
from leadgate.scoring import goals
from leadgate.scoring.actions import aiming, forgetting, importing, learning
from leadgate.scoring.errors import NoSuchGoal, NotAGoal, NotAListOfBuyers
from leadgate.scoring.models import Goal, Purchase, Score, Stage
from leadgate.scoring.notices import COMPARING_SLUG
from tests.cast import ADA, NOOR
from tests.facts import count, every, one
from tests.scoring import crowds
from tests.scoring.crowds import LOOKED_AT, Guest, agree, crowd, goal, learn, the, welcome
from tests.surveys.scenes import both, choices, published, question, small

pytestmark = pytest.mark.both_databases("scoring.actions.importing")

MOTIVATIONS = [("costs", "Our costs went up"), ("taste", "I like the taste")]


@pytest.fixture
def asset(site):
    asset = site.publish(asks_why=True, motivations=MOTIVATIONS)
    site.confirmed()
    return asset


@pytest.fixture
def aimed(asset):
    return goal()


@pytest.fixture
def guests(asset, aimed):
    found = crowd(500)
    welcome(asset, found)
    return found


@pytest.fixture
def newcomers(asset, aimed, guests):
    """People who can still buy in time, and of whom some have."""
    found = crowds.newcomers(300)
    welcome(asset, found)
    return found


@pytest.fixture
def learnt(guests, newcomers, aimed):
    learn()
    return the(aimed)


def test_nobody_is_scored_whose_time_is_over(learnt, guests, newcomers):
    scored = {row.person_id for (row,) in every(select(Score))}
    assert scored == {each.id for each in newcomers if not each.bought}


def score_of(guest, goal_row, here):
    row = one(Score, Score.person_id == guest.id, Score.goal_id == goal_row.id)
    return json.loads(here.vault.key_of(guest.id).open(Score.facts, row.id, row.facts))


def test_it_learns_what_those_who_bought_had_said_and_where_they_came_from(learnt):
    figures = goals.figures_of(learnt)
    assert learnt.stage == Stage.DONE
    assert figures.body["people"] == 500
    assert figures.body["auc"][1] > 0.5, "surely better than chance"
    assert [one["name"] for one in figures.body["drivers"]][:2] == ["asset.motivation", "asset.source"]
    rows = {row["class"]: row for row in figures.body["drivers"][0]["rows"]}
    assert rows["costs"]["share"][0] > rows["taste"]["share"][0] * 2
    assert rows["costs"]["odds"][1] > 1 > rows["taste"]["odds"][2], "also with everything else equal"


def test_who_is_like_those_who_bought_has_a_higher_figure_and_its_reasons(learnt, here, newcomers):
    like = next(each for each in newcomers if not each.bought and (each.motivation, each.source) == ("costs", "letter"))
    unlike = next(
        each for each in newcomers if not each.bought and (each.motivation, each.source) == ("taste", "search")
    )
    high, low = score_of(like, learnt, here), score_of(unlike, learnt, here)
    assert high["chance"] == pytest.approx(0.9, abs=0.12)
    assert low["chance"] == pytest.approx(0.15, abs=0.1)
    assert {name: added > 0 for name, _code, added in high["why"]} == {"asset.motivation": True, "asset.source": True}
    assert {name: added > 0 for name, _code, added in low["why"]} == {"asset.motivation": False, "asset.source": False}


def test_whoever_does_not_agree_is_neither_learnt_from_nor_given_a_figure(asset, aimed, guests):
    others = [Guest(agrees=False, bought=True) for _ in range(100)]
    others += [Guest(agrees=False, days_ago=40) for _ in range(10)]
    welcome(asset, others)
    learn()
    assert goals.figures_of(the(aimed)).body["people"] == 500
    assert count(Score, Score.person_id.in_([each.id for each in others])) == 0


def test_a_restricted_person_is_left_out(aimed, guests, newcomers):
    quiet = next(each for each in newcomers if not each.bought)
    for each in (quiet, guests[0]):
        restricting.restrict(each.id, why="asked")
    learn()
    assert count(Score, Score.person_id == quiet.id) == 0
    assert goals.figures_of(the(aimed)).body["people"] == 499


def test_of_too_few_nothing_is_said(asset, aimed):
    welcome(asset, [Guest(bought=at < 49) for at in range(300)])
    learn()
    figures = goals.figures_of(the(aimed))
    assert (figures.few, figures.body, count(Score)) == (True, None, 0)


def test_what_was_known_too_late_is_not_looked_at(asset, aimed, site):
    """Whoever buys is asked afterwards; were that used, it would foretell what has happened."""
    survey = published(small(question("happy", "csat")))
    late = aiming.aim("buying", None, [*LOOKED_AT, f"survey.{survey}.happy"], known_days=7, within_days=60)
    guests = crowd(200)
    welcome(asset, guests)
    for each in guests:
        if each.bought:
            _answer(survey, each, {"happy": 5}, days_after=31)
    learn()
    names = [driver["name"] for driver in goals.figures_of(the(late)).body["drivers"]]
    assert f"survey.{survey}.happy" not in names


def test_what_was_answered_early_is_looked_at_and_a_leak_is_named(site, asset, aimed):
    survey = published(small(question("happy", "csat")))
    early = aiming.aim("buying", None, [f"survey.{survey}.happy"], known_days=7, within_days=60)
    guests = crowd(200)
    welcome(asset, guests)
    for each in guests:
        _answer(survey, each, {"happy": 5 if each.bought else 1}, days_after=2)
    learn()
    assert goals.figures_of(the(early)).body["auc"][0] > 0.99
    page = site.staff().get(f"/studio/good-leads/{early}/").text
    assert "This is too good to be true. Perhaps “happy?” is the same thing by another name" in page


def test_nothing_special_is_ever_offered_to_be_looked_at(site):
    site.publish(asks_why=True, motivations=[("ill", "I have diabetes"), ("costs", "Our costs")])
    survey = published(
        small(
            question("taste", "choice", choices=choices("bread", "cakes")),
            question("health", "choice", label=both("Do you have diabetes?"), choices=choices("yes", "no")),
        )
    )
    hidden = published(small(question("secret", "nps"), anonymous=True), "hidden")
    offered = {trait.name: trait for trait in attributes.declared("en")}
    assert f"survey.{survey}.taste" in offered
    assert f"survey.{survey}.health" not in offered
    assert not [name for name in offered if str(hidden) in name], "anonymous answers are nobody's"
    assert set(offered["asset.motivation"].words) == {"costs"}


def test_what_a_person_marked_as_sensitive_is_not_told(asset, aimed):
    survey = published(small(question("why", "choice", choices=choices("a", "b"), other=True), sensitive="ask"))
    guest = Guest()
    welcome(asset, [guest])
    _answer(survey, guest, {"why": {"chosen": ["other"], "other": "my diabetes"}}, days_after=1, special=("why",))
    [told] = attributes.tell([guest.id], [f"survey.{survey}.why"])
    assert told.values == {}


def test_a_withdrawal_ends_ones_figure_and_all_figures_made_of_it_at_once(learnt, guests, newcomers):
    gone, scored = guests[0], next(each for each in newcomers if not each.bought)
    assert withdraw_by_name(gone.id, COMPARING_SLUG, method="own-page")
    assert withdraw_by_name(scored.id, COMPARING_SLUG, method="own-page")
    assert count(Score, Score.person_id == scored.id) == 0
    assert goals.figures_of(the(learnt.id)).body is None, "not shown, until it is made without them"
    with clock.moved(timedelta(minutes=11)):
        learn()
        assert goals.figures_of(the(learnt.id)).body["people"] == 499


def test_an_erasure_ends_ones_figure_and_all_figures_made_of_it(site, learnt, guests, newcomers):
    gone, scored = guests[0], next(each for each in newcomers if not each.bought)
    for each in (gone, scored):
        erasing.erase(each.id, why=Why.PERSON)
    assert count(Score, Score.person_id == scored.id) == 0
    assert goals.figures_of(the(learnt.id)).body is None
    page = site.staff().get(f"/studio/good-leads/{learnt.id}/").text
    assert "Somebody who was part of these figures has gone." in page
    assert "<progress" not in page


def test_the_person_sees_the_figure_with_its_reasons_and_one_button_ends_it(site, learnt, newcomers):
    one_of_them = next(each for each in newcomers if not each.bought and each.motivation == "costs")
    me = site.signed_in(one_of_them.email)
    assert "See it with its reasons, or end it" in me.get("/me").text
    page = me.get("/me/compared").text
    assert "Of a hundred people like you about" in page
    assert "It is higher because of this: Reason for wanting it: Our costs went up" in page
    assert "is stopped, from now on" in me.get(me.fill("/me/compared").location).text
    assert "You are not compared with anybody." in me.get("/me/compared").text
    assert "Being compared" not in me.get("/me").text
    assert count(Score, Score.person_id == one_of_them.id) == 0
    assert me.post("/me/compared").status_code == 303, "twice is fine"


def test_nobody_is_compared_who_never_agreed(site, asset, aimed):
    assert "You are not compared with anybody." in site.signed_in().get("/me/compared").text
    assert site.visitor().get("/me/compared").location == "/me/sign-in"


def test_a_figure_is_in_the_persons_export_and_sealed_at_rest(learnt, newcomers, here):
    from leadgate.foundation.privacy import register

    scored = next(each for each in newcomers if not each.bought)
    exported = register.export_of(scored.id)["profile_score"]
    assert "chance" in exported[0]["facts"]
    assert b"chance" not in bytes(one(Score, Score.person_id == scored.id).facts)


def test_staff_find_only_who_agreed_to_hear_of_it_and_each_look_is_on_the_record(site, asset, aimed, newcomers):
    from leadgate.foundation.audit import AuditEntry

    site.purpose("newsletter")
    learn()
    assert "Nobody who agreed to this." in site.staff().get(f"/studio/good-leads/{aimed}/people").text
    keen = next(each for each in newcomers if not each.bought and (each.motivation, each.source) == ("costs", "letter"))
    from leadgate.consent.actions.answering import give_by_name
    from leadgate.consent.queries import offers

    give_by_name(keen.id, "newsletter", offers(["newsletter"], "en")[0].sha256, method="own-page")
    purpose = offers(["newsletter"], "en")[0].purpose_id
    tenth = one(Score, Score.person_id == keen.id).tenth
    page = site.staff(Role.MARKETER, "two@bakery.example").get(
        f"/studio/good-leads/{aimed}/people?purpose={purpose}&tenth={tenth}"
    )
    assert page.text.count("@person.example") == 1
    assert keen.email in page.text
    assert count(AuditEntry, AuditEntry.act == "score:look") == 2
    assert site.staff(Role.VIEWER).get(f"/studio/good-leads/{aimed}/people").status_code == 403


def test_a_goal_that_ends_takes_its_figures_with_it(site, learnt):
    marketer = site.staff()
    marketer.press(f"/studio/good-leads/{learnt.id}/", f"/studio/good-leads/{learnt.id}/end")
    assert count(Score) == 0
    assert (the(learnt.id).figures, the(learnt.id).learnt) == (None, None)
    assert marketer.get(f"/studio/good-leads/{learnt.id}/").status_code == 404
    with pytest.raises(NoSuchGoal):
        goals.goal(learnt.id)


def test_the_page_shows_how_well_it_tells_and_what_goes_with_it(site, learnt):
    page = site.staff().get(f"/studio/good-leads/{learnt.id}/").text
    assert "How well it tells who becomes one" in page
    assert "Our costs went up" in page
    assert "The best single field" in page
    assert "too good to be true" not in page
    assert "<progress" not in page


def test_work_that_is_cut_short_goes_on_where_it_was(learnt, newcomers, monkeypatch):
    monkeypatch.setattr(learning, "AT_WORK_SECONDS", 0.0)
    monkeypatch.setattr("leadgate.scoring.people.BATCH", 100)
    with clock.moved(timedelta(days=8)):
        assert learning.work_on_what_is_due()
        assert the(learnt.id).stage == Stage.SCORING
        assert the(learnt.id).done == 100
        assert learning.work_on_what_is_due()
        assert the(learnt.id).done == 200
        learn()
        assert the(learnt.id).stage == Stage.DONE
        assert count(Score) == sum(not each.bought for each in newcomers)


def test_work_nobody_is_at_any_more_is_taken_up_by_another(aimed, guests):
    def left_lying() -> None:
        session().get_one(Goal, aimed).stage = Stage.LEARNING

    from leadgate.foundation.db import action

    action(left_lying)()
    assert not learning.work_on_what_is_due(), "somebody may be at it"
    with clock.moved(timedelta(minutes=4)):
        learn()
        assert the(aimed).stage == Stage.DONE


@pytest.mark.parametrize(
    ("occasion", "looked_at", "days"),
    [
        ("flying", LOOKED_AT, (7, 60)),
        ("buying", [], (7, 60)),
        ("buying", ["asset.unheard"], (7, 60)),
        ("buying", LOOKED_AT, (60, 7)),
        ("buying", LOOKED_AT, (0, 5_000)),
        ("buying", LOOKED_AT, (-1, 5)),
    ],
)
def test_what_is_no_goal_is_refused(site, occasion, looked_at, days):
    with pytest.raises(NotAGoal):
        aiming.aim(occasion, None, looked_at, known_days=days[0], within_days=days[1])


def test_a_marketer_says_what_a_good_lead_is(site, asset):
    marketer = site.staff()
    made = marketer.fill("/studio/good-leads/new", does="joining", within_days="60", known_days="7", traits=LOOKED_AT)
    assert made.status_code == 303
    assert "Joining a group" in marketer.get(made.location).text
    refused = marketer.fill(
        "/studio/good-leads/new", does="joining", within_days="60", known_days="90", traits=LOOKED_AT
    )
    assert refused.status_code == 422
    assert "days that leave time in between" in refused.text
    assert "Joining a group" in marketer.get("/studio/good-leads/").text


def test_a_list_of_buyers_makes_nobody_known_and_keeps_nobody_who_did_not_agree(site, asset, aimed):
    site.confirmed(email=NOOR)
    agree(site_person(ADA))
    known = count_people()
    today = clock.now().date().isoformat()
    lines = [(ADA, today), (NOOR, today), ("stranger@person.example", today), ("nonsense", today), (ADA, "someday")]
    text = "address,day\n" + "".join(f"{address},{day}\n" for address, day in lines)
    found = importing.import_buyers(text.encode())
    assert (found.kept, found.passed_over, found.unreadable) == (1, 2, 2)
    assert one(Purchase).person_id == site_person(ADA)
    importing.import_buyers(text.encode())
    assert count(Purchase) == 1, "the same list again is no second purchase"
    assert count_people() == known
    forgetting.object_to_it(site_person(ADA))
    assert count(Purchase) == 0


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"no,list\nat,all", b'"' * 5_000, b"a,b\n" * 100_001])
def test_what_is_no_list_of_buyers_is_refused(site, content):
    with pytest.raises(NotAListOfBuyers):
        importing.import_buyers(content)


def test_a_list_is_read_in_the_studio(site, asset, aimed):
    from io import BytesIO

    agree(site_person(ADA))
    marketer = site.staff()
    answer = marketer.fill("/studio/good-leads/buyers", file=(BytesIO(f"{ADA}\n".encode()), "orders.csv"))
    assert "1 purchase is kept." in answer.text
    assert marketer.fill("/studio/good-leads/buyers", file=(BytesIO(b""), "")).status_code == 422


def test_scores_expire_if_nobody_makes_them_anew(learnt):
    row = session().query(Score).first()
    assert row.expires_at - row.made_at == timedelta(days=30)


def site_person(email):
    from leadgate.foundation.mail.addresses import parsed
    from leadgate.people import queries as people

    return people.person_with(parsed(email)).id


def count_people():
    from leadgate.people.models import Person

    return count(Person)


def _answer(survey, guest, answers, *, days_after, special=()):
    from leadgate.foundation.db import action, add_row
    from leadgate.foundation.installation import installation
    from leadgate.surveys.models import SurveyResponse
    from leadgate.surveys.sealed import SealedResponse, as_text
    from leadgate.surveys.types import ResponseState
    from tests.scoring.crowds import DAYS_AGO

    at = clock.now() - timedelta(days=DAYS_AGO - days_after)
    number = new_id()
    sealed = (
        installation()
        .vault.key_of(guest.id)
        .seal(SurveyResponse.answers, number, as_text(SealedResponse(answers, tuple(answers), special)))
    )
    row = {"id": number, "subject_id": guest.id, "survey_id": survey, "version": 1, "state": ResponseState.FINISHED}
    row |= {"answers": sealed, "language": "en", "source": "", "seed": 1, "revision": 1, "began_at": at, "saved_at": at}
    action(lambda: add_row(SurveyResponse, **row, finished_at=at, expires_at=clock.now() + timedelta(days=300)))()
