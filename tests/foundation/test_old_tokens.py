"""A form that is older than its session says so in the reader's language, and is sent by one more press."""

import pytest

from leadgate.assets.models import Asset
from tests.browser_form import forms
from tests.facts import one
from tests.visitor import PASSWORD

SAID = {"en": "Nothing was done: this page was opened before", "zh-Hant": "這一頁是在您登入之前打開的"}


@pytest.mark.parametrize("token", ["", "of-yesterday", "another"])
@pytest.mark.parametrize("language", SAID)
def test_a_sign_in_of_an_older_page_is_sent_by_one_more_press(site, language, token):
    site.staff(email="mira@bakery.example")
    another = forms(site.visitor().get("/staff/sign-in").text)[0].values["csrf_token"]
    mira, path = site.visitor(), f"/staff/sign-in?lang={language}"
    typed = {"email": "mira@bakery.example", "password": PASSWORD}
    mira.get(path)
    refused = mira.post(path, data=typed | {"csrf_token": another if token == "another" else token})
    assert (refused.status_code, SAID[language] in refused.text, "CSRF" in refused.text) == (422, True, False)
    assert mira.post(path, data=forms(refused.text)[0].values | typed).status_code == 303


def test_a_button_of_an_older_page_says_on_the_page_it_leads_to_that_nothing_was_done(site):
    asset, marketer = site.publish(), site.staff()
    answer = marketer.post(f"/studio/assets/{asset}/state", data={"state": "retired", "csrf_token": "of-yesterday"})
    assert SAID["en"] in marketer.get(answer.location).text
    assert one(Asset).retired_at is None
