"""Before exports, erasures and settings whoever sits there shows who they are; what was typed waits."""

from datetime import timedelta

from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from tests.browser_form import forms
from tests.visitor import PASSWORD

LATER = timedelta(minutes=11)


def asked(site, **typed):
    officer = site.staff(Role.OFFICER)
    with clock.moved(LATER):
        return officer, officer.fill("/office/retention/download/history", **typed)


def test_a_fresh_sign_in_is_proof_enough(site):
    officer = site.staff(Role.OFFICER)
    answer = officer.fill("/office/retention/download/history", days="100", reason="as agreed")
    assert "Is it still you?" not in answer.text


def test_later_the_page_asks_and_what_was_typed_goes_through_with_the_password(site):
    officer, answer = asked(site, days="100", reason="as agreed")
    assert "Is it still you?" in answer.text
    waiting = next(one for one in forms(answer.text) if "proof-proof" in one.names)
    assert waiting.values["days"] == ["100"]
    assert waiting.values["reason"] == ["as agreed"]
    with clock.moved(LATER):
        typed = waiting.values | {"proof-proof": PASSWORD}
        assert officer.post("/office/retention/download/history", data=typed).status_code == 303
        # For ten minutes from here on nobody is asked again.
        again = officer.fill("/office/retention/download/history", days="120", reason="as agreed")
        assert again.status_code == 303


def test_a_wrong_password_does_nothing_and_still_keeps_what_was_typed(site):
    officer, answer = asked(site, days="100", reason="as agreed")
    waiting = next(one for one in forms(answer.text) if "proof-proof" in one.names)
    with clock.moved(LATER):
        refused = officer.post("/office/retention/download/history", data=waiting.values | {"proof-proof": "not it"})
        assert refused.status_code == 422
        assert "neither your password" in refused.text
        assert "not it" not in refused.text
        again = next(one for one in forms(refused.text) if "proof-proof" in one.names)
        assert again.values["days"] == ["100"]


def test_a_proof_another_site_sends_or_a_token_that_is_none_counts_for_nothing(site):
    officer, answer = asked(site, days="100", reason="as agreed")
    waiting = next(one for one in forms(answer.text) if "proof-proof" in one.names)
    forged = waiting.values | {"proof-proof": PASSWORD, "proof-csrf_token": "made up"}
    with clock.moved(LATER):
        assert officer.post("/office/retention/download/history", data=forged).status_code == 422


def test_looking_at_the_page_asks_for_nothing(site):
    officer = site.staff(Role.OFFICER)
    with clock.moved(LATER):
        assert "Is it still you?" not in officer.get("/office/retention/download/history").text


def test_the_page_by_itself_leads_on_within_this_site_only(site):
    officer = site.staff(Role.OFFICER)
    assert officer.fill("/staff/prove?next=/office", proof=PASSWORD).location == "/office"
    assert "evil" not in officer.fill("/staff/prove?next=//evil.example", proof=PASSWORD).location
