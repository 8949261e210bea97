"""Search engines are told of what everybody may find, and of nothing else."""

from xml.etree import ElementTree

from leadgate.assets.actions import publishing
from leadgate.foundation.permissions import Role
from leadgate.groups.types import Visibility
from tests.groups.scenes import MINA, bakers

PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def told(site) -> list[str]:
    answer = site.visitor().get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    return [one.text or "" for one in ElementTree.fromstring(answer.data).iter(PLACE)]


def test_open_gates_and_public_groups_stand_in_the_sitemap_and_each_is_there(site):
    site.staff(Role.MODERATOR, MINA)
    site.publish()
    publishing.retire(site.publish("old"))
    bakers(site)
    bakers(site, "quiet", visibility=Visibility.LISTED)
    pages = told(site)
    assert pages == [f"http://localhost{path}" for path in ("/", "/a/guide", "/g/bakers")]
    assert {site.visitor().get(page.removeprefix("http://localhost")).status_code for page in pages} == {200}


def test_crawlers_are_told_where_it_is(site):
    assert "Sitemap: http://localhost/sitemap.xml" in site.visitor().get("/robots.txt").text
