"""Pictures of pages go once nothing shows them, and not before."""

from datetime import timedelta

import pytest

from leadgate.asset_editor.actions import tidying
from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.foundation import clock
from leadgate.page_pictures.actions import keeping
from leadgate.page_pictures.types import Design, Voice
from tests.asset_editor.scenes import begun, picture, send

pytestmark = pytest.mark.both_databases("page_pictures.actions.keeping")


def test_a_picture_nothing_shows_goes_after_thirty_days_and_one_that_a_page_draft_or_version_has_stays(site):
    marketer = site.staff()
    taken = [keeping.taken(picture("PNG", (20 + at, 20))) for at in range(6)]
    shown, spoken, older, typed, unused, again = taken
    design = Design(cover=older, quotes=[Voice("Good", "Noor", picture=spoken)])
    asset = site.publish(design=design)
    publishing.edit(asset, AssetPage("The guide", design=Design(cover=shown, quotes=[*design.quotes])))
    send(marketer, begun(marketer), cover=typed.name)
    there = {one.name for one in taken}

    def left() -> set[str]:
        tidying.forget_pictures()
        visitor = site.visitor()
        return {one for one in there if visitor.get(f"/pictures/{one}-{by_name[one].width}.webp").status_code == 200}

    by_name = {one.name: one for one in taken}
    with clock.moved(timedelta(days=29)):
        assert left() == there
        keeping.taken(picture("PNG", (25, 20)))
    with clock.moved(timedelta(days=31)):
        assert left() == there - {unused.name}
    with clock.moved(timedelta(days=60)):
        assert left() == there - {unused.name, again.name}
