"""Versions: whatever is published can be gone back to, with its file."""

import re
from io import BytesIO

import pytest

from leadgate.asset_editor.models import AssetPublication
from leadgate.assets.models import AssetVersion
from tests.asset_editor.scenes import replace_file, send
from tests.facts import count
from tests.papers import PDF

pytestmark = pytest.mark.both_databases


def test_each_publishing_is_a_version_with_who_when_and_what_is_new(site):
    asset, marketer = site.publish(), site.staff()
    send(marketer, f"/studio/assets/{asset}/edit", "publish", title="A better title", note="Clearer")
    page = marketer.get(f"/studio/assets/{asset}/versions").text
    assert page.index("Version 2") < page.index("Version 1")
    for shown in ("Clearer", "marketer@bakery.example", "“The guide” → “A better title”", "on the command line"):
        assert shown in page


def test_one_goes_back_to_a_version_and_its_file_and_that_is_a_version_too(site):
    asset, marketer = site.publish(), site.staff()
    replace_file(asset, BytesIO(PDF + b"%2"), "second.pdf")
    send(marketer, f"/studio/assets/{asset}/edit", "publish", title="A better title")
    path = f"/studio/assets/{asset}/versions"
    first = re.findall(rf'{path}/[\w-]+"', marketer.get(path).text)[-1].rstrip('"')
    assert marketer.press(path, first).status_code == 303
    assert "The guide" in site.visitor().get("/a/guide").text
    assert "Back to version 1" in marketer.get(path).text
    assert (count(AssetPublication), count(AssetVersion)) == (4, 3)
    assert "guide.pdf" in marketer.get(f"/studio/assets/{asset}").text


def test_there_is_no_way_back_to_the_version_of_another_asset(site):
    asset, other, marketer = site.publish(), site.publish("other"), site.staff()
    send(marketer, f"/studio/assets/{other}/edit", "publish", title="Other")
    path = f"/studio/assets/{other}/versions"
    theirs = re.search(rf"{path}/([\w-]+)", marketer.get(path).text)[1]
    token = re.search(r'name="csrf_token" value="([^"]+)"', marketer.get(path).text)[1]
    answer = marketer.post(f"/studio/assets/{asset}/versions/{theirs}", data={"csrf_token": token})
    assert answer.status_code == 404
