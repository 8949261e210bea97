"""Figures are about people: robots, probes, previews of links and browsers ahead of their people are not counted."""

import pytest
from sqlalchemy import func, select

from leadgate.analytics.models import StepCount
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from tests.browsers import FIREFOX, LOOKING_AHEAD
from tests.surveys.scenes import published, small

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
IN_AN_APP = "Mozilla/5.0 (Linux; Android 15; wv) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36 Instagram 389"
PROGRAMS = [
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (Linux; Android 6.0.1) Chrome/W.X Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://google.com)",
    "WhatsApp/2.23.20.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "curl/7.88.1",
    "",
]


@pytest.fixture(params=["/a/guide", "/s/why"])
def page(request, site) -> str:
    """A page whose visits are counted."""
    site.publish() if request.param == "/a/guide" else published(small())
    return request.param


def seen() -> int:
    installation().counters.flush()
    return session().scalar(select(func.sum(StepCount.count)).where(StepCount.step == "seen")) or 0


@pytest.mark.parametrize("browser", [FIREFOX, PHONE, IN_AN_APP])
def test_a_person_is_counted_whatever_they_read_it_with(site, page, browser):
    assert site.visitor().get(page, headers={"User-Agent": browser}).status_code == 200
    assert seen() == 1


def test_programs_read_the_page_and_are_nobody(site, page):
    for program in PROGRAMS:
        assert site.visitor().get(page, headers={"User-Agent": program}).status_code == 200
    assert seen() == 0


def test_whoever_only_looks_ahead_or_asks_for_the_headers_is_nobody_yet(site, page):
    for ahead in LOOKING_AHEAD:
        assert site.visitor().get(page, headers={"User-Agent": FIREFOX, **ahead}).status_code == 200
    assert site.visitor().head(page, headers={"User-Agent": FIREFOX}).status_code == 200
    assert seen() == 0
