"""Pictures of pages: drawn anew, light, and never what was sent."""

from io import BytesIO

import pytest
from PIL import Image

from leadgate.page_pictures.actions import keeping
from leadgate.page_pictures.errors import NotAPagePicture, PagePictureTooLarge
from tests.asset_editor.scenes import picture

pytestmark = pytest.mark.both_databases("page_pictures.actions.keeping")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_there_in_two_widths_and_always_the_same_under_its_name(site, kind):
    taken = keeping.taken(picture(kind))
    assert (taken.width, taken.height, taken.widths) == (1_120, 560, (480, 1_120))
    for width in taken.widths:
        answer = site.visitor().get(f"/pictures/{taken.name}-{width}.webp")
        assert Image.open(BytesIO(answer.data)).size[0] == width
        assert "immutable" in answer.headers["Cache-Control"]
    assert keeping.taken(picture(kind)) == taken


def test_nothing_a_camera_wrote_stays(site):
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    taken = keeping.taken(picture("JPEG", exif=exif))
    assert b"where I live" not in site.visitor().get(f"/pictures/{taken.name}-480.webp").data


@pytest.mark.parametrize("sent", [b"", b"GIF89a", b"<svg onload=alert(1)>", picture()[:200]])
def test_what_is_no_picture_is_refused(site, sent):
    with pytest.raises(NotAPagePicture):
        keeping.taken(sent)


def test_what_a_telephone_takes_is_drawn_upright_and_more_than_64_million_points_are_refused(site):
    exif = Image.Exif()
    exif[0x0112] = 6  # it lay on its side
    taken = keeping.taken(picture("JPEG", size=(8_000, 6_000), exif=exif))
    assert (taken.width, taken.height) == (1_120, 1_493)
    with pytest.raises(PagePictureTooLarge):
        keeping.taken(picture(size=(8_001, 8_000)))


def test_there_is_none_of_another_name_or_width(site):
    name = keeping.taken(picture()).name
    for path in (f"{name}-481", f"{'0' * 64}-480"):
        assert site.visitor().get(f"/pictures/{path}.webp").status_code == 404
