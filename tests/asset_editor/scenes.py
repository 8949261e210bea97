"""Scenes of the editor of assets: a marketer who types, files, pictures."""

from io import BytesIO

from PIL import Image

from leadgate.assets.actions import publishing, storing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.assets.models import Asset
from tests.facts import one
from tests.papers import PDF
from tests.visitor import forms


def editor_form(text: str):
    """The form of the editor on its page."""
    return next(each for each in forms(text) if "stands" in each.names)


def send(visitor, path, act="save", **typed):
    """Press a button of the editor, with what stands on its page."""
    form = editor_form(visitor.get(path).text)
    return visitor.post(form.action, data=form.values | {"act": act} | typed)


def begun(marketer, **typed) -> str:
    """A draft that began with a file; its address."""
    answer = send(marketer, "/studio/assets/new", file=(BytesIO(PDF), "calm_pricing-guide.pdf"), **typed)
    assert answer.status_code == 303, answer.text
    return answer.location


def picture(kind: str = "PNG", size: tuple[int, int] = (2_000, 1_000), **more) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, **more)
    return made.getvalue()


def replace_file(asset_id, file, name):
    """Give an asset another file; all else stays."""
    row = one(Asset, Asset.id == asset_id)
    page = AssetPage(row.title, downloads_each=row.downloads_each)
    publishing.edit(asset_id, page, stored=storing.store(file, name))
