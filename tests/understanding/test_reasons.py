"""Why people wanted something: where one looks for how it does, in blocks, and kept when people go."""

from datetime import timedelta

from sqlalchemy import select

from leadgate.analytics.actions.counting import write
from leadgate.analytics.models import StepCount
from leadgate.analytics.sources import reasons_of
from leadgate.assets.models import Grant
from leadgate.assets.types import VisitStep
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation.local_time import today
from leadgate.foundation.permissions import Role
from tests.facts import every, one

WHY = (("costs", "Our costs went up"), ("curious", "I am curious"), ("other", "=Other"))


def gave(asset, **counts: int) -> None:
    """So many gave each reason on a day that is over."""
    on = today() - timedelta(days=20)
    write({(reasons_of(asset), VisitStep.CONFIRMED.value, code, on): count for code, count in counts.items()})


def test_a_reason_is_counted_when_somebody_confirms_and_stays_when_they_go(site):
    asset = site.publish(asks_why=True, motivations=WHY)
    site.confirmed(motivation="costs", motivation_text="Words of my own")
    site.confirmed(email="eve@person.example")
    erasing.erase(every(select(Grant.person_id))[0][0], why=Why.PERSON)
    row = one(StepCount, StepCount.subject_id == reasons_of(asset))
    assert (row.step, row.source, row.count) == ("confirmed", "costs", 1)


def test_reasons_stand_on_the_page_of_the_asset_and_on_one_of_all_and_none_is_of_fewer_than_five(site):
    asset, viewer = site.publish(asks_why=True, motivations=WHY), site.staff(Role.VIEWER)
    link = f"/studio/assets/{asset}?span=30"
    gave(asset, costs=4)
    assert "Fewer than five said why" in viewer.get(link).text
    assert "Nothing to tell yet" in viewer.get("/studio/figures/reasons").text
    gave(asset, costs=56, curious=4, other=6)
    for page in (viewer.get(link).text, viewer.get("/studio/figures/reasons").text):
        assert all(
            shown in page
            for shown in (
                "Our costs went up",
                "100 %",
                "several reasons, not told apart",
                "Of 70 who said why",
                "Shares are of the 60",
            )
        )
        assert "curious" not in page
    for path in ("/studio/figures/reasons.csv", f"/studio/assets/{asset}/reasons.csv"):
        lines = viewer.get(path).text.splitlines()
        assert lines[0] == "\ufeffasset,reason,people,answered,told_by_reason,share"
        assert lines[1] == "The guide,Our costs went up,60,70,60,1.0"
        assert lines[2:] == ['The guide,"several reasons, not told apart",10,70,60,']
    other = site.publish("other")
    assert "Why they wanted it" not in viewer.get(f"/studio/assets/{other}").text.split('id="figures"')[1]


def test_whoever_may_see_who_came_is_told_each_reason_as_often_as_it_was_given_in_any_days(site):
    asset, marketer = site.publish(asks_why=True, motivations=WHY), site.staff(Role.MARKETER)
    for days in (0, 1, 3):
        day = today() - timedelta(days=days)
        row = {"costs": 3, "curious": 1, "other": 2}
        write({(reasons_of(asset), "confirmed", code, day): count for code, count in row.items()})
    for span, lines in (
        ("30", ["Our costs went up,9,18,18,0.5", "=Other,6,18,18,0.3333", "I am curious,3,18,18,0.1667"]),
        ("7", ["Our costs went up,9,18,18,0.5", "=Other,6,18,18,0.3333", "I am curious,3,18,18,0.1667"]),
    ):
        told = marketer.get(f"/studio/assets/{asset}/reasons.csv?span={span}").text.replace("'=", "=")
        assert told.splitlines()[1:] == [f"The guide,{line}" for line in lines]
    for page in (f"/studio/assets/{asset}?span=7", "/studio/figures/reasons?span=7"):
        assert all(words in marketer.get(page).text for words in ("I am curious", "17 %", "Of 18 who said why"))
        assert "not told apart" not in marketer.get(page).text
