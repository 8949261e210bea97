"""Correcting what was answered: each field takes what it takes on the landing page, and says so beside it."""

import json

import pytest

from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage, FormField
from leadgate.assets.models import Grant
from leadgate.foundation.privacy.register import export_of
from tests.assets.scenes import BAD_ANSWERS as BAD
from tests.assets.scenes import GOOD_ANSWERS as GOOD
from tests.assets.scenes import asking_thing as gate
from tests.browser_form import forms
from tests.facts import one
from tests.groups.scenes import person

BETTER = {
    "number": ("7", "7"),
    "phone": ("02 2345 6789", "02 2345 6789"),
    "choice": ("Small", "Small"),
    "date": ("2026-03-01", "2026-03-01"),
    "country": ("JP", "Japan"),
}


def page() -> str:
    return f"/me/answers/{one(Grant).id}"


def kept() -> str:
    return json.loads(export_of(person())["asset_grant"][0]["answers"])["fields"]["thing"]


@pytest.mark.parametrize(("kind", "typed"), BAD)
def test_what_is_none_of_its_kind_is_refused_beside_its_field_and_stays_there(site, kind, typed):
    gate(site, kind)
    good, read = GOOD[kind]
    site.confirmed(thing=good)
    me = site.signed_in()
    assert forms(me.get(page()).text)[0].values["thing"] in (good, [good])
    refused = me.fill(page(), thing=typed)
    assert refused.status_code == 422
    assert 'id="thing-error"' in refused.text
    assert kind in ("choice", "country") or f'value="{typed}"' in refused.text, "what was typed is there"
    assert kept() == read
    better, read = BETTER[kind]
    assert me.fill(page(), thing=better).status_code == 303
    assert kept() == read


def test_a_box_is_unticked_by_leaving_it_out_and_what_has_to_be_answered_stays_answered(site):
    gate(site, "check")
    site.confirmed(thing="y")
    me = site.signed_in()
    assert me.post(page(), data={}).status_code == 303
    assert kept() == ""
    publishing.edit(
        one(Grant).asset_id, AssetPage("The guide", asked=[FormField("thing", "Thing", "To know", True, "check")])
    )
    me.fill(page(), thing="y")
    assert kept() == "✓"
    assert me.post(page(), data={}).status_code == 422


def test_what_was_answered_before_a_field_became_another_kind_may_stay_as_it_was(site):
    asset = gate(site, "text")
    site.confirmed(thing="Atlantis")
    me = site.signed_in()
    for kind, wrong in (("country", "XX"), ("number", "many"), ("choice", "Huge"), ("date", "soon")):
        choices = ["Small", "Large"] if kind == "choice" else []
        field = FormField("thing", "Thing", "To know", False, kind, choices)
        publishing.edit(asset, AssetPage("The guide", asked=[field]))
        assert kind == "choice" or "Atlantis" in me.get(page()).text
        assert me.fill(page()).status_code == 303
        assert kept() == "Atlantis"
        assert me.fill(page(), thing=wrong).status_code == 422
    publishing.edit(
        asset, AssetPage("The guide", asked=[FormField("thing", "Another question", "To know", False, "date")])
    )
    assert me.fill(page(), thing="Lemuria").status_code == 303, "it was no date that was asked for"
    assert kept() == "Lemuria"
