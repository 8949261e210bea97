"""What a visitor of another site can rely on: their choice is one row about nobody, and garbage is none."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from msgspec.structs import replace
from sqlalchemy import inspect, select

from leadgate.cookie_choices.actions import taking
from leadgate.cookie_choices.models import CookieChoice, CookieWording
from leadgate.cookies import queries as sites
from leadgate.cookies.actions import describing
from leadgate.cookies.types import ConsentMode, PurposeKind
from leadgate.foundation import clock
from leadgate.foundation.limits import RateCount
from tests.cookie_choices.visitors import ASKED, LANGUAGES, SHOP, number, publish, said, send, taken
from tests.facts import count, every, one

on_both = pytest.mark.both_databases("cookie_choices.actions.taking")


@on_both
def test_a_choice_is_a_small_row_about_nobody_under_the_hash_of_its_number(site, notice):
    held = taken(site, notice, "marketing", how="choose", language="de", gpc=True)
    row = one(CookieChoice)
    assert row.id == sha256(held.encode()).digest()[:16]
    assert (row.allowed, row.how, row.gpc, row.day) == (0b10, "choose", True, clock.now().date())
    assert (row.batch, row.position) == (None, None)
    columns = {column.name for column in inspect(CookieChoice).columns}
    assert columns == {"id", "wording", "allowed", "how", "gpc", "day", "batch", "position"}


@on_both
@pytest.mark.environment(LEADGATE_RATE_LIMITS="off")
def test_the_same_choice_sent_a_thousand_times_and_at_once_is_one_row(site, here, notice):
    body = json.dumps(said(notice, *ASKED)).encode()

    def replay(_at: int) -> list[int]:
        with here.opened():
            return [send(site, body).status_code for _ in range(250)]

    with ThreadPoolExecutor(4) as threads:
        answers = [status for one in threads.map(replay, range(4)) for status in one]
    assert len(answers) == 1_000
    assert {*answers} == {204}
    assert count(CookieChoice) == 1


def test_the_answer_is_nothing_and_no_cookie_is_read_or_set(site, notice):
    answer = send(site, said(notice), Cookie="leadgate-staff=x; leadgate-me=y")
    assert (answer.status_code, answer.data) == (204, b"")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert not [name for name in dict(answer.headers) if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    "origin", [None, "", "null", "https://evil.example", "http://shop.example.com", f"{SHOP}.evil"]
)
def test_pages_of_others_are_refused(site, notice, origin):
    assert send(site, said(notice), origin=origin).status_code == 403
    assert count(CookieChoice) == 0


GARBAGE = {
    "no JSON": b"yes",
    "half of it": b'{"notice": "',
    "not UTF-8": b'{"notice": "\xff"}',
    "nothing": b"",
    "a list": b"[]",
    "deep": b"[" * 1_000 + b"]" * 1_000,
    "deep within": b'{"allowed": ' + b"[" * 900 + b"]" * 900 + b"}",
    "a number": b"1e999",
}
CHANGED = {
    "unknown purpose": {"allowed": ["weather"], "how": "choose"},
    "a necessary one": {"allowed": ["necessary"], "how": "choose"},
    "twice": {"allowed": ["marketing", "marketing"], "how": "choose"},
    "no list": {"allowed": "marketing"},
    "numbers": {"allowed": [1]},
    "too many": {"allowed": ["a"] * 13, "how": "choose"},
    "NUL": {"allowed": ["marketing\0"], "how": "choose"},
    "prototype": {"allowed": ["__proto__"], "how": "choose"},
    "member of its own": {"__proto__": {}},
    "unknown button": {"how": "shrug"},
    "no truth": {"gpc": 1},
    "text": {"gpc": "true"},
    "another language": {"language": "fr"},
    "long language": {"language": "e" * 400},
    "short number": {"number": "ab"},
    "large letters": {"number": "A" * 32},
    "line break": {"number": "a" * 32 + "\n"},
    "long notice": {"notice": "a" * 64},
    "accepted, but not all": {"allowed": ["marketing"], "how": "accept"},
    "refused, but not all": {"allowed": ["marketing"], "how": "refuse"},
    "a signal nobody sent": {"allowed": ["marketing"], "how": "gpc"},
}


@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_refused_and_leaves_nothing(site, notice, body):
    assert send(site, body).status_code == 400
    assert count(CookieChoice) == 0


def test_what_the_script_would_not_send_is_refused_and_leaves_nothing(site, notice):
    sent = {name: send(site, {**said(notice), **changed}).status_code for name, changed in CHANGED.items()}
    assert sent == dict.fromkeys(CHANGED, 400)
    without = [{key: value for key, value in said(notice).items() if key != name} for name in said(notice)]
    assert {send(site, one).status_code for one in without} == {400}
    assert count(CookieChoice) == 0


@pytest.mark.parametrize("length", [2_049, 100_000])
def test_more_than_two_kilobytes_are_not_even_read(site, notice, length):
    assert send(site, json.dumps(said(notice)).ljust(length).encode()).status_code == 413
    assert count(CookieChoice) == 0


def test_a_body_without_a_length_is_bounded_too(site, notice):
    asked = site.app.test_client(use_cookies=False)
    body = BytesIO(b" " * 100_000)
    chunked = {"wsgi.input": body, "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    answer = asked.post("/c/shop/choices", headers={"Origin": SHOP}, environ_overrides=chunked)
    assert (answer.status_code, body.tell() <= 2_048) == (400, True)


def test_the_view_says_the_same_as_what_answers_before_it(site, notice):
    """An address with a question is not answered directly."""
    asked = site.app.test_client(use_cookies=False)
    path, kind = "/c/shop/choices?x=1", "text/plain"
    for body, origin, status in (
        (said(notice), SHOP, 204),
        (said(notice), "https://evil.example", 403),
        ("x", SHOP, 400),
    ):
        answer = asked.post(path, data=json.dumps(body), content_type=kind, headers={"Origin": origin})
        assert answer.status_code == status
        assert "Set-Cookie" not in answer.headers
    assert count(CookieChoice) == 1


def test_an_unknown_site_and_an_unknown_notice_are_said_by_the_status(site, notice):
    assert send(site, said(notice), slug="nobody").status_code == 404
    assert send(site, said("00000000")).status_code == 410
    assert count(CookieChoice) == 0


def test_wording_that_changed_meanwhile_is_taken_and_named_for_an_hour_and_then_refused(site, notice):
    shop = sites.site_of("shop")
    newer = publish(shop.id, describing.usual(PurposeKind.STATISTICS, LANGUAGES))
    taken(site, notice, "marketing")
    taken(site, newer, "statistics", how="accept")
    old, new = [each.id for each in reversed(sites.notices(shop.id))]
    assert {wording.notice_id for [wording] in every(select(CookieWording))} == {old, new}
    with clock.moved(timedelta(minutes=61)):
        assert send(site, said(notice, "marketing")).status_code == 410
        taken(site, newer)


def test_a_site_that_is_retired_takes_nothing_after_some_seconds(site, notice):
    taken(site, notice)
    describing.retire(sites.site_of("shop").id, by=None)
    with clock.moved(timedelta(seconds=11)):
        assert send(site, said(notice)).status_code == 404


def test_a_new_origin_is_believed_at_once(site, notice):
    taken(site, notice)
    consent = ConsentMode.OFF
    shop, new = sites.site_of("shop"), "https://www.example.com"
    assert send(site, said(notice), origin=new).status_code == 403
    describing.change_site(shop.id, shop.title, [SHOP, new], LANGUAGES, "", shop.mode, consent, by=None)
    assert send(site, said(notice), origin=new).status_code == 204


@pytest.mark.parametrize("most", [3])
def test_one_network_sends_so_many_a_minute_and_no_address_is_kept(site, notice, monkeypatch, most):
    monkeypatch.setattr(taking, "PER_NETWORK", taking.Limit("cookie-choice", most, timedelta(minutes=1)))
    answers = [send(site, said(notice)) for _ in range(most + 1)]
    assert [answer.status_code for answer in answers] == [204] * most + [429]
    assert int(answers[-1].headers["Retry-After"]) <= 60
    assert count(CookieChoice) == most
    assert {len(row.key) for [row] in every(select(RateCount))} == {32}


def test_numbers_are_of_the_browsers_making(site, notice):
    held = number()
    taken(site, notice, *ASKED, number=held)
    taken(site, notice, number=held)
    assert one(CookieChoice).allowed == 0b11  # what came first stays


def test_what_a_signal_ended_is_allowed_by_a_tick_alone(site):
    made = describing.add_site("shop", "The shop", [SHOP], languages=LANGUAGES)
    statistics, marketing = (describing.usual(PurposeKind(one), LANGUAGES) for one in ASKED)
    notice = publish(made, statistics, replace(marketing, sells=True))
    sent = {
        "accept": said(notice, *ASKED, gpc=True),
        "gpc and all": said(notice, *ASKED, how="gpc", gpc=True),
        "gpc": said(notice, "statistics", how="gpc", gpc=True),
        "choose": said(notice, *ASKED, how="choose", gpc=True),
    }
    answered = {name: send(site, body).status_code for name, body in sent.items()}
    assert answered == {"accept": 400, "gpc and all": 400, "gpc": 204, "choose": 204}
