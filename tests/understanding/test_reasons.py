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
            for shown in ("Our costs went up", "86 %", "others, fewer than five each", "Of 70 who said why")
        )
        assert "curious" not in page
    for path in ("/studio/figures/reasons.csv", f"/studio/assets/{asset}/reasons.csv"):
        lines = viewer.get(path).text.splitlines()
        assert lines[0] == "\ufeffasset,reason,people,answered,share"
        assert lines[1] == "The guide,Our costs went up,60,70,0.8571"
        assert lines[2:] == ['The guide,"others, fewer than five each",10,70,0.1429']
    other = site.publish("other")
    assert "Why they wanted it" not in viewer.get(f"/studio/assets/{other}").text.split('id="figures"')[1]
