"""Copies of assets: all that one says and shows, none of its people."""

from datetime import timedelta

from sqlalchemy import select, update

from leadgate.asset_editor.actions import uploading
from leadgate.asset_editor.models import AssetDraft, AssetUpload
from leadgate.assets.actions.publishing import FormField
from leadgate.assets.models import Asset, AssetVersion, Grant
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.page_pictures.types import Design, Point
from tests.asset_editor.scenes import editor_form, send
from tests.facts import count, every


def duplicated(marketer, asset) -> str:
    """The address of the editor of a new copy."""
    answer = marketer.press(f"/studio/assets/{asset}", f"/studio/assets/{asset}/copy")
    assert answer.status_code == 303
    return answer.location


@action
def grow_old():
    session().execute(update(AssetUpload).values(made_at=clock.now() - timedelta(days=8)))


def test_a_copy_is_a_draft_with_texts_form_look_and_file_and_without_people_and_dates(site):
    design = Design(layout="minimal", points=[Point("Calm")])
    asked = [FormField("town", "Town", "To meet you", kind="choice", choices=("Rome", "Bern"))]
    closes = clock.now() + timedelta(days=2)
    asset = site.publish(body="What is inside", asked=asked, design=design, closes_at=closes)
    site.confirmed(town="Rome")
    marketer = site.staff()
    path = duplicated(marketer, asset)
    page = marketer.get(path).text
    assert "This is a copy, and a draft." in page
    form = editor_form(page)
    asked_too = {"asked-0-key": "town", "layout": "minimal", "points-0-title": "Calm", "closes_at": "", "slug": ""}
    for name, value in ({"title": "Copy of The guide", "body": "What is inside"} | asked_too).items():
        assert form.values.get(name, "") in (value, [value]), name
    assert (count(Asset), count(AssetDraft)) == (1, 1)
    assert send(marketer, path, "publish").status_code == 303
    visitor = site.visitor()
    assert "Copy of The guide" in visitor.get("/a/copy-of-the-guide").text
    assert len(every(select(AssetVersion.asset_id).distinct())) == 2
    assert len(every(select(AssetVersion.stored_as).distinct())) == 1
    assert count(Grant) == 1
    assert visitor.get("/a/guide").status_code == 200


def test_the_file_of_a_copy_stays_while_any_asset_or_draft_needs_it(site):
    asset, marketer = site.publish(), site.staff()
    kept = duplicated(marketer, asset)
    send(marketer, duplicated(marketer, asset), "discard")
    grow_old()
    uploading.forget_old()
    assert count(AssetUpload) == 1
    assert len(list(site.here.storage.files("assets"))) == 1
    assert send(marketer, kept, "publish").status_code == 303
    uploading.forget_old()
    assert len(list(site.here.storage.files("assets"))) == 1
