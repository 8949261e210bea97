"""Assets end: what follows is said first, nothing that was asked for is lost, no address means something else later."""

from datetime import timedelta
from io import BytesIO

import pytest

from leadgate.asset_editor.actions import uploading
from leadgate.asset_editor.models import AssetPublication
from leadgate.assets.actions import ending, publishing
from leadgate.assets.errors import AssetNeeded
from leadgate.assets.models import Asset, AssetVersion, Grant
from leadgate.foundation import clock
from leadgate.foundation.slugs import SlugTaken
from leadgate.next_steps.actions import choosing
from leadgate.staff.actions.accounts import account_with
from tests.asset_editor.scenes import send
from tests.facts import count, one
from tests.papers import PDF

pytestmark = pytest.mark.both_databases("assets.actions.ending")


def end(marketer, asset, act):
    return marketer.fill(f"/studio/assets/{asset}/end", act=act)


def test_what_was_asked_for_is_archived_its_leads_stay_and_the_page_said_so_first(site):
    asset, other = site.publish(), site.publish("other", title="The other")
    site.confirmed()
    site.visitor().opt_in(email="noor@person.example")
    marketer = site.staff()
    choosing.choose(other, [f"asset:{asset}"], by=account_with("marketer@bakery.example"))
    said = marketer.get(f"/studio/assets/{asset}/end").text
    for line in ("1 person has it", "1 request waits", "It cannot be deleted: people asked", "The other"):
        assert line in said
    assert end(marketer, asset, "delete").status_code == 409
    assert end(marketer, asset, "archive").status_code == 303
    assert site.visitor().get("/a/guide").status_code == 410
    with clock.moved(timedelta(minutes=2)), pytest.raises(AssetNeeded):
        ending.delete(asset, by=account_with("marketer@bakery.example"))
    assert (count(Grant), count(Asset)) == (1, 2)
    listed = marketer.get("/studio/assets/").text
    assert f"/studio/assets/{asset}" not in listed
    assert "1 archived" in listed
    assert f"/studio/assets/{asset}" in marketer.get("/studio/assets/?archived=1").text
    marketer.press(f"/studio/assets/{asset}", f"/studio/assets/{asset}/state", state="published")
    assert site.visitor().get("/a/guide").status_code == 200
    assert f"/studio/assets/{asset}" in marketer.get("/studio/assets/").text


def test_what_nobody_asked_for_is_deleted_with_its_file_and_its_address_is_never_used_again(site):
    asset, marketer = site.publish(), site.staff()
    send(marketer, f"/studio/assets/{asset}/edit", "publish", title="Better")
    send(marketer, f"/studio/assets/{asset}/edit", title="Typed only")
    assert end(marketer, asset, "delete").status_code == 409, "open a moment ago"
    assert end(marketer, asset, "archive").status_code == 303
    with clock.moved(timedelta(minutes=2)):
        assert end(marketer, asset, "delete").status_code == 303
    assert (count(Asset), count(AssetVersion), count(AssetPublication)) == (0, 0, 0)
    with clock.moved(timedelta(minutes=3)):
        uploading.forget_old()
    assert list(site.here.storage.files("assets")) == []
    gone = site.visitor().get("/a/guide")
    assert (gone.status_code, "This has ended" in gone.text) == (410, True)
    with pytest.raises(SlugTaken):
        site.publish()
    assert marketer.get(f"/studio/assets/{asset}/end").status_code == 404


def test_a_draft_nobody_saw_goes_without_a_trace(site):
    page = publishing.AssetPage("Soon")
    asset, marketer = publishing.publish("soon", page, BytesIO(PDF), "soon.pdf", as_draft=True), site.staff()
    assert end(marketer, asset, "delete").status_code == 303
    assert site.visitor().get("/a/soon").status_code == 404
    assert site.publish("soon")
    assert one(Asset, Asset.slug == "soon").published_at
