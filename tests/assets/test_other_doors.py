"""The embedded form and the API: the same gate, the same checks."""

import re

import pytest

from leadgate.assets.actions.publishing import FormField
from leadgate.people.verification.models import Verification
from tests.cast import ADA, GRETA, TIM
from tests.facts import WAITS, count, one


def token(site) -> str:
    return site.visitor().get("/api/v1/assets/guide").json["csrf_token"]


def send(site, **body):
    return site.visitor(Origin="https://elsewhere.example").post("/api/v1/assets/guide/opt-ins", json=body)


def test_a_program_learns_what_a_form_must_ask_and_show(site):
    site.purpose()
    site.publish(
        purposes=["newsletter"], asked=[FormField("company", "Company", "To know whom we help", required=True)]
    )
    told = site.visitor().get("/api/v1/assets/guide").json
    assert told["fields"] == [
        {"key": "company", "label": "Company", "reason": "To know whom we help", "required": True, "kind": "text"}
    ]
    assert [(one["slug"], len(one["notice"])) for one in told["consent"]] == [("newsletter", 64)]


def test_a_program_can_ask_in_a_persons_name_and_the_mail_asks_the_person(site):
    site.publish()
    answer = send(site, email=ADA, csrf_token=token(site))
    assert (answer.status_code, answer.json) == (202, {"state": "check-your-inbox"})
    assert site.visitor().fill(site.mail().link("confirm")).status_code == 303


@pytest.mark.parametrize(
    "body",
    [
        {"email": "nobody"},
        {"email": ""},
        {},
        {"email": ADA, "consent": ["unheard-of"]},
        {"email": TIM, "age_band": "under-13"},
        {"email": ADA, "company": "x" * 300},
        {"email": ADA, "motivation_text": "x" * 3000},
    ],
)
def test_the_api_refuses_what_the_page_refuses_with_problem_details(site, body):
    site.publish(asked=[FormField("company", "Company", "why")], asks_why=True)
    answer = send(site, csrf_token=token(site), **body)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 422
    assert answer.json["title"]
    assert count(Verification, WAITS) == 0


def test_the_api_wants_its_token_and_falls_into_the_same_trap(site):
    site.publish()
    assert send(site, email=ADA).status_code == 422
    assert send(site, email=ADA, csrf_token=token(site), website="x").status_code == 202
    assert count(Verification, WAITS) == 0


def test_the_api_asks_the_guardian_too(site):
    site.publish()
    sent = {"email": TIM, "age_band": "under-13", "guardian_email": GRETA}
    assert send(site, csrf_token=token(site), **sent).status_code == 202
    assert one(Verification, WAITS).for_guardian


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"1", b'{"email": 1}', b'{"email": {"a": "b"}}', b'{"email": [1]}',
     b'{"email": "\\ud800"}', b'{"email": "a\\u0000b"}', b"[" * 5000, b'{"email": NaN}', b"\xff\xfe"],
)  # fmt: skip
def test_json_that_is_no_form_gets_a_400(site, body):
    site.publish()
    answer = site.visitor().post(
        "/api/v1/assets/guide/opt-ins", data=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


def test_another_kind_of_content_gets_a_415_and_too_much_a_413(site):
    site.publish()
    assert site.visitor().post("/api/v1/assets/guide/opt-ins", data={"email": ADA}).status_code == 415
    assert send(site, email=ADA, motivation_text="x" * 70_000).status_code == 413


def test_an_unknown_gate_is_a_404_in_json(site):
    answer = site.visitor().get("/api/v1/assets/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


@pytest.mark.environment(LEADGATE_EMBED_HOSTS="https://www.bakery.example")
def test_the_form_can_stand_in_a_frame_of_a_named_site_only_and_sets_no_cookie(site):
    site.publish()
    page = site.visitor().get("/a/guide/embed")
    assert "frame-ancestors https://www.bakery.example" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in site.visitor().get("/a/guide").headers["Content-Security-Policy"]
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    framed = site.visitor(Origin="https://www.bakery.example", Sec_Fetch_Site="cross-site")
    answer = framed.post("/a/guide/embed", data={**hidden, "email": ADA})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert site.mail().code


@pytest.mark.environment(LEADGATE_PROOF_OF_WORK="on")
def test_proof_of_work_lets_a_solved_form_through_at_once_and_others_take_the_slow_lane(site):
    import html
    import json
    from base64 import b64encode

    from altcha import v1 as altcha

    site.publish()
    page = site.visitor().get("/a/guide").text
    assert "proof.js" in page
    asked = json.loads(html.unescape(re.search(r'data-challenge="([^"]+)"', page)[1]))
    number = altcha.solve_challenge(asked["challenge"], asked["salt"], asked["algorithm"], asked["maxnumber"], 0).number
    names = ("algorithm", "challenge", "salt", "signature")
    solution = b64encode(json.dumps({**{name: asked[name] for name in names}, "number": number}).encode()).decode()
    assert site.visitor().opt_in(altcha=solution).status_code == 303
    assert site.visitor().opt_in(altcha=solution).status_code == 422, "a solution counts once"
    slow = site.visitor().opt_in()
    assert "wait a few seconds" in slow.text
