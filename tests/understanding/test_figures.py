"""What staff see of how assets do: of the same visits, within the days they chose, and never of one person."""

import html
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from leadgate.analytics.actions import naming
from leadgate.analytics.actions.counting import write
from leadgate.analytics.changes import rate
from leadgate.analytics.models import StepCount
from leadgate.analytics.spans import NoSuchSpan, span_of
from leadgate.analytics.types import UNCOUNTED, OriginPart
from leadgate.assets.actions import counting as downloads
from leadgate.assets.models import Grant
from leadgate.assets.types import VisitStep
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.local_time import today
from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy.register import export_of
from leadgate.understanding import figures
from tests.browsers import FIREFOX
from tests.facts import count, every, one, statements

BOT = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"


def steps() -> dict[str, int]:
    counted = every(select(StepCount.step, func.sum(StepCount.count)).group_by(StepCount.step))
    return {step: int(count) for step, count in counted}


def walk(site, email: str, link: str = "/a/guide", **headers: str) -> None:
    """Somebody opens the page, asks, confirms and takes the file, with one browser."""
    visitor = site.visitor(**headers)
    visitor.fill(link, email=email)
    site.here.counters.flush()
    ready = visitor.get(site.mail(email).link("confirm"), follow_redirects=True).text
    for _again in range(2):
        visitor.get(re.search(r'href="[^"]*(/d/[^"]+)"', ready)[1]).get_data()
    downloads.wait_until_counted()
    site.here.counters.flush()


def crowd(asset, *, days_ago: int, people: int = 6, origin: str = "") -> None:
    """So many people who went all the way on one day."""
    on = today() - timedelta(days=days_ago)
    write({(asset, step.value, origin, on): people for step in VisitStep})


ONCE = {step.value: 1 for step in VisitStep}


def test_who_asks_not_to_be_sold_is_counted_at_every_step_and_a_program_at_none(site):
    """A program was left out where it looked and counted where it asked, so more asked than had seen the page."""
    site.publish()
    walk(site, "gpc@person.example", User_Agent=FIREFOX, Sec_GPC="1")
    assert steps() == ONCE, "and who takes the file twice came once"
    walk(site, "bot@person.example", User_Agent=BOT)
    assert steps() == ONCE | {UNCOUNTED: 1}


def test_a_request_by_the_interface_saw_no_page_and_so_is_in_no_funnel(site):
    site.publish()
    visitor = site.visitor(User_Agent=FIREFOX)
    token = visitor.get("/api/v1/assets/guide").json["csrf_token"]
    sent = {"email": "ada@person.example", "csrf_token": token}
    assert visitor.post("/api/v1/assets/guide/opt-ins", json=sent).status_code == 202
    visitor.fill(site.mail("ada@person.example").link("confirm"))
    site.here.counters.flush()
    assert steps() == {UNCOUNTED: 1}


def test_every_step_is_counted_by_the_whole_origin_of_the_link_in_another_language_too(site):
    site.publish()
    naming.add("letter|email|spring")
    link = "/a/guide?utm_source=Letter&utm_medium=email&utm_campaign=spring"
    page = site.visitor(User_Agent=FIREFOX).get(link).text
    other = html.unescape(re.search(r'href="(\?[^"]*lang=zh-Hant)"', page)[1])
    walk(site, "ada@person.example", f"/a/guide{other}", User_Agent=FIREFOX)
    counted = dict(every(select(StepCount.step, StepCount.source)))
    assert counted == dict.fromkeys(VisitStep, "letter|email|spring")
    row = one(Grant)
    assert json.loads(export_of(row.person_id)["asset_grant"][0]["answers"])["source"] == "letter", "and no more of it"


@pytest.mark.parametrize("part", ["utm_term=ada%40person.example", "utm_content=0912345678", "utm_term=mei&gclid=1"])
def test_an_origin_nobody_named_is_counted_by_its_source_and_its_words_are_nowhere(site, part, tmp_path):
    site.publish()
    naming.add("letter")
    walk(site, "eve@person.example", f"/a/guide?utm_source=letter&{part}", User_Agent=FIREFOX)
    assert {source for (source,) in every(select(StepCount.source))} == {"letter"}


def test_the_figures_of_an_asset_are_of_the_days_somebody_chose_and_of_people_five_at_least(site):
    asset = site.publish()
    for days_ago in (2, 3, 9, 10):
        crowd(asset, days_ago=days_ago, origin="letter|email|spring")
    crowd(asset, days_ago=0, people=40)
    crowd(asset, days_ago=1, people=3)
    found = figures.of_asset(asset, span_of({"span": "7"}), exactly=False)
    assert found.now.total == {"seen": 55, "started": 55, "asked": 12, "confirmed": 12, "downloaded": 12}
    assert found.before.total["confirmed"] == 12
    assert found.by(OriginPart.CAMPAIGN)["spring"] == dict.fromkeys(found.now.total, 12)
    assert found.changes["confirmed"].by == 0
    assert found.now.total["confirmed"] == sum(bar.count for bar in found.days)


def test_the_page_shows_the_days_and_their_files_and_refuses_days_that_are_none(site):
    asset, viewer = site.publish(), site.staff(Role.VIEWER)
    crowd(asset, days_ago=3, people=1_234, origin="letter|email|spring")
    page = viewer.get(f"/studio/assets/{asset}?span=7&by=medium").text
    assert all(shown in page for shown in ('role="img"', "1,234", "too few to say", ">email</th>"))
    assert "first and a last day" in viewer.get(f"/studio/assets/{asset}?from=2026-01-09&to=2026-01-01").text
    origins = viewer.get(f"/studio/assets/{asset}/figures.csv?span=7").text.splitlines()
    assert origins[0] == "\ufeffsource,medium,campaign,content,term,seen,started,asked,confirmed,downloaded"
    assert origins[2] == "letter,email,spring,,,1234,1234,1234,1234,1234"
    days = viewer.get(f"/studio/assets/{asset}/days.csv?span=7").text
    assert f"{today() - timedelta(days=3)},{today() - timedelta(days=3)},,,1234,1234,1234" in days
    overview = viewer.get("/studio/figures?span=7").text
    assert overview.count("<span>1,234<") == 2 * len(VisitStep), "of the asset, and of all together"
    assert viewer.get("/studio/figures.csv?span=7").text.count(",1234,1234,1234,1234,1234,") == 2


@pytest.mark.parametrize("origin", ["=cmd|x", "+1", "@a", "-b"])
def test_a_source_that_looks_like_a_formula_is_no_formula_in_the_csv(site, origin):
    asset = site.publish()
    crowd(asset, days_ago=2, origin=origin)
    lines = site.staff().get(f"/studio/assets/{asset}/figures.csv").text.splitlines()
    assert all(line[:1] not in "=+@-" for line in lines)


def test_whoever_may_not_see_who_came_is_told_in_blocks_on_every_page(site):
    """The list said how many there ever were, so a look each day gave away who came on it."""
    asset = site.publish()
    crowd(asset, days_ago=9)
    crowd(asset, days_ago=1, people=3)
    site.publish("other")
    viewer, marketer = site.staff(Role.VIEWER), site.staff()
    cells = [re.findall(r'<td class="n"[^>]*>([^<]*)<', who.get("/studio/assets/").text) for who in (viewer, marketer)]
    assert cells == [["0", "0", "–", "–", "–", "9", "9", "6", "6", "6"], ["0"] * 5 + ["9"] * 5]
    assert "3 visits to your landing pages" in viewer.get("/studio/").text
    assert "3 new leads, of 3 visits" in marketer.get("/studio/").text
    crowd(asset, days_ago=1, people=2)
    assert "5 new leads, of 5 visits" in viewer.get("/studio/").text


def test_a_lead_whose_visit_is_not_counted_is_told_on_the_first_page_all_the_same(site):
    site.publish()
    walk(site, "bot@person.example", User_Agent=BOT)
    told = "1 new lead (1 after a visit that is not counted), of 0 visits"
    page = site.staff().get("/studio/").text
    assert told in page, re.findall("<li.*", page)


def test_figures_take_as_many_statements_of_one_asset_as_of_six(site):
    def read() -> int:
        with statements(site.here) as said:
            figures.overview(span_of({}), exactly=False)
        return len(said)

    crowd(site.publish(), days_ago=3)
    one_asset = read()
    for number in range(5):
        crowd(site.publish(f"guide-{number}"), days_ago=number)
    assert read() == one_asset == 4


def test_figures_are_counts_and_survive_the_erasure_of_those_who_were_counted(site):
    site.publish()
    walk(site, "ada@person.example", User_Agent=FIREFOX)
    person = one(Grant).person_id
    erasing.erase(person, why=Why.PERSON)
    assert steps() == ONCE
    assert count(Grant) == 0


def test_a_change_says_of_what_it_is_one_and_beside_which_days(site):
    """“+24 %” said neither of what nor compared with when."""
    asset = site.publish()
    crowd(asset, days_ago=3, people=42)
    crowd(asset, days_ago=40, people=34)
    write({(asset, "seen", "", today()): 958})
    marketer, viewer = site.staff(Role.MARKETER), site.staff(Role.VIEWER)
    for who in (marketer, viewer):
        page = who.get("/studio/figures").text.replace("\N{NO-BREAK SPACE}", " ")
        assert "42 new leads, 8 more than in the 30 days before (34)" in page
        assert page.count("8 more (34 before)") == 2 * 4, "of each step but looks"
        assert page.count("▲ 966 more (34 before)") == 2, "more than chance"
    assert "4\N{NO-BREAK SPACE}% (3\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}6)" in marketer.get("/studio/figures").text
    assert "became leads" not in viewer.get("/studio/figures").text, "blocks of people are no share of all looks"
    lines = [one.get("/studio/figures.csv").text.splitlines() for one in (marketer, viewer)]
    assert lines[0][0].endswith(",leads_of_visits,leads_of_visits_low,leads_of_visits_high")
    assert [each[1].split(",")[-3:] for each in lines] == [["0.042", "0.0312", "0.0563"], ["", "", ""]]


@given(st.integers(1, 3_000), st.data())
def test_a_share_lies_within_its_interval_and_that_within_nought_and_one(of, data):
    found = rate(data.draw(st.integers(0, of)), of)
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1


SOME = {"from": "2026-01-01", "to": "2026-01-31"}


@pytest.mark.parametrize(
    "asked",
    [
        {"span": "8"},
        {"from": "2026-01-01"},
        SOME | {"to": "x"},
        SOME | {"to": "2999-01-01"},
        SOME | {"to": "2025-12-31"},
    ],
)
def test_days_that_are_none_are_refused(here, asked):
    with pytest.raises(NoSuchSpan):
        span_of(asked)


@pytest.mark.environment(LEADGATE_TIME_ZONE="Asia/Taipei")
def test_days_are_those_of_the_site(here):
    with clock.moved(datetime(2026, 3, 1, 17, tzinfo=UTC) - clock.now()):  # the second of March in Taipei
        assert span_of({"span": "month"}).days == 2
        week = span_of({"span": "7"})
        assert (week.first, week.last) == (date(2026, 2, 24), date(2026, 3, 2))
        assert (week.before.first, week.before.days) == (date(2026, 2, 17), 7)


def test_whoever_sees_who_came_sees_today_to_the_last_one_and_a_dash_is_no_nought_in_a_file(site):
    asset = site.publish()
    crowd(asset, days_ago=0, people=2, origin="letter")
    marketer, viewer = site.staff(Role.MARKETER), site.staff(Role.VIEWER)
    page = marketer.get(f"/studio/assets/{asset}").text
    assert re.findall(r'<span class="n">(\d+)', page)[-5:] == ["2"] * 5
    assert page.replace("\N{NO-BREAK SPACE}", " ").count("100 % (34 to 100)") == 8, (
        "of those who saw it, and of the step before: two are few"
    )
    assert re.findall(r'<span class="n">([^<]+)</span>', viewer.get(f"/studio/assets/{asset}").text)[-3:] == ["–"] * 3
    files = [person.get("/studio/figures.csv").text.splitlines()[1].split(",") for person in (marketer, viewer)]
    assert [row[3:8] for row in files] == [["2"] * 5, ["2", "2", "", "", ""]]
