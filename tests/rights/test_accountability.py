"""The accountability page claims nothing that no test proves, and its figures are live."""

from pathlib import Path

from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy import controls
from leadgate.rights import accountability
from tests.facts import forget_what_was_read

ROOT = Path(__file__).parents[2]


def test_every_claim_names_a_test_that_is_there(here):
    for claim in controls.declared():
        assert "def test_" in (ROOT / claim.test).read_text(), claim.rule


def test_each_of_the_seven_principles_and_each_right_of_the_ccpa_is_there(here):
    said = " ".join(claim.rule for claim in controls.declared())
    for principle in ("5(1)(a)", "5(1)(b)", "5(1)(c)", "5(1)(d)", "5(1)(e)", "5(1)(f)", "5(2)"):
        assert principle in said
    for right in ("1798.100", "1798.105", "1798.106", "1798.120", "1798.121", "1798.125"):
        assert right in said


def test_the_figures_are_live(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    officer = site.staff(Role.OFFICER)
    before = {claim.rule: figure for claim, figure in accountability.standing()}
    site.confirmed(consent="newsletter")
    forget_what_was_read()
    after = {claim.rule: figure for claim, figure in accountability.standing()}
    assert after["GDPR 5(1)(b)"] == before["GDPR 5(1)(b)"] + 2
    page = officer.get("/office/accountability").text
    assert "tests/consent/test_sending.py" in page
