"""The edge: whatever is sent, the answer is a sentence, never a bare error, and nothing personal is logged."""

import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from errno import ENOSPC
from io import BytesIO
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from sqlalchemy.exc import OperationalError

from leadgate.assets.actions.publishing import FormField
from leadgate.foundation import clock
from leadgate.foundation.logs import JsonLines
from leadgate.foundation.permissions import PUBLIC, permission_of
from leadgate.foundation.web import client
from tests import size
from tests.browser_form import forms, opens_at_its_fault
from tests.cast import ADA, CANARY
from tests.naughty import NAUGHTY, TOKENS

FIELDS = (
    *("email", "name", "age_band", "guardian_email", "consent", "motivation", "motivation_text", "code", "token"),
    *("csrf_token", "source", "website", "altcha", "country", "lang", "language", "password", "next"),
)
KINDS = ["multipart/form-data", "multipart/form-data; boundary=", "text/plain", "", "x" * 500, "application/json"]
STRANGE_PATHS = ["/nothing", "/a/", "/a/guide/../x", "/%00", "/a/%ff", "//evil.example", "/static/../config.py"]
PAGES = ["/", "/a/guide", "/privacy", "/privacy/purposes", "/me/sign-in", "/a/guide/inbox", "/a/guide/embed"]
ODDITIES = [b"email=%ED%A0%80", b"email=%FF%FE", b"%", b"=&=&&;", b"email", b"\xff\xfe\x00", b"a=" * 5_000]


def public_paths(app, value: str):
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and permission_of(app.view_functions[rule.endpoint]) == PUBLIC:
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<{name}>", quote(value, safe="", errors="surrogatepass") or "x")
            yield rule, path


@pytest.mark.parametrize("area", ["me", "privacy", "studio", "office", "moderate", "admin/team"])
def test_a_page_is_found_with_a_slash_at_the_end_of_its_address_and_without(site, area):
    visitor = site.visitor()
    for path in (f"/{area}", f"/{area}/"):
        answer = visitor.get(f"{path}?lang=zh-Hant", follow_redirects=True)
        assert answer.status_code == 200, path
        assert '<html lang="zh-Hant"' in answer.text


@pytest.mark.parametrize("path", ["/nothing/", "//evil.example/", "//me/", "/%5Cevil.example/", "/"])
def test_a_slash_at_the_end_leads_to_no_other_site(site, path):
    answer = site.visitor().get(path)
    assert answer.status_code in (200, 404) or answer.location in ("/me", "/me/", "http://localhost/me/"), (
        answer.location
    )


REFUSED = [
    ("/a/guide", {"email": "nobody"}),
    ("/a/guide", {"email": ADA, "age_band": "x"}),
    ("/a/guide", {"email": ADA, "consent": "x"}),
    ("/a/guide", {"email": ADA, "csrf_token": "forged"}),
    ("/a/guide/embed", {"email": "nobody"}),
    ("/a/guide/inbox", {"code": "123"}),
    ("/me/sign-in", {"email": "nobody"}),
    ("/privacy/request", {"email": ADA}),
    ("/privacy/request", {"right": "access", "email": "nobody"}),
    ("/staff/sign-in", {"email": "nobody@bakery.example", "password": "x"}),
]


@pytest.mark.parametrize(("path", "typed"), REFUSED)
def test_a_form_that_was_refused_says_so_in_its_title_and_opens_at_its_fault(site, path, typed):
    site.purpose()
    site.publish(asks_age=True, purposes=["newsletter"])
    answer = site.visitor().fill(path, **typed)
    assert answer.status_code >= 400
    assert opens_at_its_fault(answer.text)
    assert "Please look again" not in site.visitor().get(path).text


def on_a_day_of_its_own(site, values: list[str]) -> Iterator[str]:
    """One text after the other on one site, each a day later: so no limit answers in place of the page."""
    for days, value in enumerate(values):
        with clock.moved(timedelta(days=days)):
            yield value
            site.work()


def test_no_naughty_text_anywhere_ever_gets_a_500(site, app):
    """Each text at every address, or each at some of them, and another some than the text before it."""
    site.publish()
    visitor, parts = site.visitor(), size.examples(4, 1)
    for turn, value in enumerate(on_a_day_of_its_own(site, [*NAUGHTY, *TOKENS])):
        for rule, path in list(public_paths(app, value))[turn % parts :: parts]:
            for method in rule.methods - {"OPTIONS"}:
                sent = dict.fromkeys(FIELDS, value) if method == "POST" else None
                asked = dict.fromkeys(("lang", "grant", "source", "token", "next"), value)
                answer = visitor._send(method, path, data=sent, query_string=asked)
                assert answer.status_code < 500, (value, method, path)
                answer.close()


def test_the_form_answers_every_naughty_text_with_a_sentence(site):
    site.publish(asked=[FormField("name", "Name", "to greet you")])
    for value in on_a_day_of_its_own(site, NAUGHTY):
        answer = site.visitor().opt_in(email=ADA, name=value, motivation_text=value, motivation="", consent=[])
        assert answer.status_code in (303, 400, 413, 422), value
        assert answer.status_code != 422 or 'class="error"' in answer.text, value


@pytest.mark.parametrize("field", ["email", "csrf_token", "age_band", "consent", "motivation"])
def test_a_field_sent_twice_is_no_surprise(site, field):
    site.publish()
    visitor = site.visitor()
    assert visitor.opt_in(**{field: ["a", "b"]}).status_code < 500


def test_a_form_too_large_to_be_one_is_a_413(site):
    site.publish()
    answer = site.visitor().post("/a/guide", data={"email": "x" * 1_000_000})
    assert answer.status_code == 413
    assert "more than this form takes" in answer.text


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=", "text/plain", "", "x" * 500]
)
def test_a_body_of_another_kind_is_no_surprise(site, content_type):
    site.publish()
    answer = site.visitor().post("/a/guide", data=b"[1]--x\r\n\x00\xff", headers={"Content-Type": content_type})
    assert answer.status_code in (400, 413, 415, 422)


@pytest.mark.parametrize("body", ODDITIES)
def test_a_form_of_broken_bytes_is_no_surprise(site, body):
    site.publish()
    answer = site.visitor().post("/a/guide", data=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code in (400, 413, 422)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "FOO"])
def test_a_method_nobody_offers_is_a_405(site, method):
    site.publish()
    assert site.visitor()._send(method, "/a/guide").status_code == 405


@pytest.mark.parametrize(
    "path", ["/nothing", "/a/", "/a/guide/../x", "/%00", "/a/%ff", "//evil.example", "/static/../config.py"]
)
def test_what_is_not_there_is_a_page_that_says_so(site, path):
    answer = site.visitor().get(path)
    assert answer.status_code in (308, 400, 404)


def test_a_program_gets_problem_details(site):
    answer = site.visitor(Accept="application/json").get("/a/nothing")
    assert answer.mimetype == "application/problem+json"
    assert answer.json == {"type": "about:blank", "title": answer.json["title"], "status": 404}


def test_a_database_that_is_down_is_our_fault_and_nothing_typed_is_lost(site, monkeypatch, caplog):
    site.publish()
    visitor = site.visitor()
    page = visitor.get("/a/guide").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]

    def down(_act):
        raise OperationalError("insert", {"email": CANARY}, Exception(f"no connection for {CANARY}"))

    monkeypatch.setattr(site.here.database, "perform", down)
    answer = visitor.post("/a/guide", data={"email": f"{CANARY}@person.example", "csrf_token": token})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "our fault" in answer.text
    assert f'value="{CANARY}@person.example"' in answer.text, "what was typed is still there"
    assert CANARY not in caplog.text


def test_a_surprise_says_sorry_and_logs_where_but_not_what(site, monkeypatch, caplog):
    site.publish()

    def surprise(*_args, **_kwargs):
        raise RuntimeError(CANARY)

    monkeypatch.setattr("leadgate.assets.queries.published", surprise)
    answer = site.visitor().get("/")
    assert answer.status_code == 500
    assert "It has been noted" in answer.text
    assert "RuntimeError" in caplog.text
    assert CANARY not in caplog.text


def test_a_log_line_is_one_line_of_json_and_never_holds_the_message_of_an_error():
    try:
        raise ValueError(CANARY)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "first\nsecond", (), sys.exc_info())
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["error"] == "ValueError"
    assert CANARY not in line


@pytest.mark.parametrize(
    "path", ["/", "/a/guide", "/nothing", "/privacy", "/me/sign-in", "/staff/sign-in", "/api/v1/assets/guide"]
)
def test_every_answer_carries_the_headers_that_keep_a_page_to_itself(site, path):
    site.publish()
    answer = site.visitor().get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/", "/a/guide", "/privacy", "/privacy/purposes", "/me/sign-in", "/a/guide/inbox", "/a/guide/embed"]
)
def test_looking_sets_no_cookie(site, path):
    site.publish()
    assert "Set-Cookie" not in site.visitor().get(path).headers


def test_the_one_cookie_of_opting_in_is_strictly_kept(site):
    site.publish()
    cookie = site.visitor().opt_in().headers.getlist("Set-Cookie")
    assert len(cookie) == 1
    assert "HttpOnly" in cookie[0]
    assert "SameSite=Lax" in cookie[0]
    assert ADA not in cookie[0]


@pytest.mark.environment(LEADGATE_BASE_URL="https://bakery.example")
def test_over_tls_cookies_are_bound_to_the_host_and_the_browser_stays_with_tls(site):
    site.publish()
    visitor = site.visitor()
    page = visitor.get("/a/guide", base_url="https://bakery.example")
    assert "max-age" in page.headers["Strict-Transport-Security"]
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = visitor.post("/a/guide", data={"email": ADA, "csrf_token": token}, base_url="https://bakery.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-leadgate-opt-in=")
    assert "Secure" in cookie
    assert "https://bakery.example/confirm/" in site.mails(ADA)[0].text


def test_links_in_mail_come_from_the_setting_whatever_host_a_request_names(site):
    site.publish()
    visitor = site.visitor(Host="evil.example", X_Forwarded_Host="evil.example")
    token = visitor.get("/a/guide").text.split('name="csrf_token" value="')[1].split('"')[0]
    visitor.post("/a/guide", data={"email": ADA, "csrf_token": token})
    assert "evil.example" not in site.mails(ADA)[0].text


@pytest.mark.environment(LEADGATE_TRUSTED_PROXIES="10.0.0.0/8")
def test_a_forwarded_address_is_believed_only_from_a_trusted_proxy(app, here):
    forwarded = {"X-Forwarded-For": "203.0.113.7, 10.1.1.1"}
    for remote, believed in (("10.0.0.1", "203.0.113.7"), ("198.51.100.1", "198.51.100.1")):
        with app.test_request_context(headers=forwarded, environ_base={"REMOTE_ADDR": remote}):
            assert client.address() == believed


@pytest.mark.environment(LEADGATE_TRUSTED_PROXIES="10.0.0.0/8", LEADGATE_BASE_URL="https://guides.example:8443")
@pytest.mark.parametrize(
    ("origin", "is_refused"),
    [
        ("https://guides.example:8443", False),
        ("https://inside.example", False),
        ("https://front.example:8444", False),
        ("https://evil.example", True),
        ("null", True),
    ],
)
def test_forms_are_taken_behind_a_proxy_on_another_port_or_host_and_from_no_other_site(site, origin, is_refused):
    told = {"X_Forwarded_Host": "front.example", "X_Forwarded_Port": "8444"}
    visitor = site.visitor(Origin=origin, Host="inside.example", **told)
    visitor.client.environ_base["REMOTE_ADDR"] = "10.0.0.1"
    assert (visitor.post("/me/sign-in", data={"email": ADA}).status_code == 403) is is_refused


def test_a_health_check_of_http_1_0_without_a_host_is_answered_and_one_of_1_1_is_not(app):
    answers = {}
    for protocol in ("HTTP/1.0", "HTTP/1.1"):
        with app.test_client() as client_:
            environ = {"HTTP_HOST": "", "SERVER_PROTOCOL": protocol}
            answers[protocol] = client_.get("/healthz", environ_overrides=environ).status_code
    assert answers == {"HTTP/1.0": 200, "HTTP/1.1": 400}


@pytest.mark.both_databases("foundation.web.standards")
def test_the_addresses_that_standards_fix(site):
    visitor = site.visitor()
    assert visitor.get("/.well-known/gpc.json").json["gpc"] is True
    assert "Contact: mailto:hello@bakery.example" in visitor.get("/.well-known/security.txt").text
    assert visitor.get("/.well-known/change-password").status_code == 302
    assert "Disallow: /confirm/" in visitor.get("/robots.txt").text
    assert visitor.get("/healthz").text == "ok\n"
    idle = {"due": 0, "dead": 0, "oldest_seconds": 0.0}
    assert visitor.get("/readyz").json == {"ready": True, "database": True, "keys": True, "storage": True, **idle}
    assert "leadgate_outbox_due 0" in visitor.get("/metrics").text


def test_work_that_waits_takes_no_web_server_away(site, here):
    site.publish()
    site.visitor().opt_in()
    with clock.moved(timedelta(hours=1)):
        visitor = site.visitor()
        answer = visitor.get("/readyz")
        assert answer.status_code == 200
        assert answer.json["ready"]
        assert answer.json["due"] > 0
        assert answer.json["oldest_seconds"] >= 3600
        assert "leadgate_outbox_due 0\n" not in visitor.get("/metrics").text


def test_a_store_that_takes_no_file_is_not_ready(site, here, monkeypatch):
    def is_full(*_args):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("leadgate.foundation.files.storage.obstore.put", is_full)
    answer = site.visitor().get("/readyz")
    assert answer.status_code == 503
    assert answer.json.items() >= {"ready": False, "database": True, "storage": False}.items()


def test_an_unexpected_error_is_found_by_its_number_rule_and_place_of_ours(site, here, monkeypatch, caplog):
    """The place was SQLAlchemy's own, and twenty-four such lines told nothing."""

    def breaks(*_args):
        json.loads("{what somebody typed}")

    monkeypatch.setattr("leadgate.foundation.web.standards.backlog.backlog", breaks)
    answer = site.visitor().get("/metrics")
    assert answer.status_code == 500
    [line] = [one.getMessage() for one in caplog.records if "unexpected" in one.getMessage()]
    assert line.startswith("unexpected JSONDecodeError at leadgate/foundation/web/standards.py:")
    assert f"in standards.metrics (/metrics), request {answer.headers['X-Request-ID']}" in line
    assert "typed" not in line


@pytest.mark.parametrize("path", ["/a/guide", "/me/sign-in", "/staff/sign-in", "/privacy/ask"])
def test_a_file_where_a_text_is_asked_for_is_a_form_that_is_not_filled_in(site, path):
    site.publish()
    for name in ("x", "\x00", ""):
        files = {field: (BytesIO(b"a"), name) for field in ("email", "password", "code", "consent", "csrf_token")}
        answer = site.visitor().post(path, data=files, content_type="multipart/form-data")
        assert answer.status_code in (400, 404, 405, 422), (path, name)


@pytest.mark.parametrize(
    ("reads", "spoken"),
    [
        ("zh-Hans,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hant"),
        ("zh-CN", "zh-Hant"),
        ("zh-SG,de;q=0.5", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-TW;q=0.3,en-GB;q=0.9", "en"),
        ("en;q=0,zh-MO", "zh-Hant"),
        ("zh-Hant;q=0,en", "en"),
        ("de,fr;q=0.9", "en"),
        ("en-US,en;q=0.5", "en"),
        ("*", "en"),
        ("", "en"),
        ("x;;;q=,", "en"),
    ],
)
def test_a_page_speaks_the_language_its_reader_would_choose(site, reads, spoken):
    answer = site.visitor(**{"Accept-Language": reads}).get("/me/sign-in")
    assert f'<html lang="{spoken}" dir="ltr">' in answer.text


@pytest.mark.parametrize("path", ["/studio/assets/new", "/studio/groups/new"])
def test_a_page_speaks_its_readers_language_whatever_language_is_chosen_for_what_is_published(site, path):
    refused = site.staff().fill(path, language="zh-Hant", title="")
    assert refused.status_code == 422
    assert '<html lang="en" dir="ltr">' in refused.text


def test_a_form_keeps_the_language_its_page_was_asked_to_speak(site):
    site.publish()
    visitor = site.visitor()
    form = forms(visitor.get("/a/guide?lang=zh-Hant").text)[0].values
    assert '<html lang="zh-Hant" dir="ltr">' in visitor.post("/a/guide", data=form).text


@pytest.mark.parametrize(
    ("name", "letter"), [("The Quiet Bakery", "T"), ("<b>", "&lt;"), ("靜靜烘焙坊", "靜"), ("ß", "SS")]
)
def test_the_tab_of_the_browser_shows_the_controller_s_letter_in_their_colour(site, name, letter):
    controller = replace(site.here.settings.controller, name=name)
    site.here.given = replace(site.here.given, controller=controller, accent="#c2185b")
    page = site.visitor().get("/").text
    assert 'rel="icon" href="/favicon.svg?v=' in page
    icon = site.visitor().get("/favicon.ico", follow_redirects=True)
    assert icon.mimetype == "image/svg+xml"
    ElementTree.fromstring(icon.text)
    assert f">{letter}</text>" in icon.text
    assert 'fill="#c2185b"' in icon.text
