"""What a marketer and a visitor can rely on: what is published is asked to the letter, and never changes by itself."""

import gzip
import json
from base64 import b64encode
from hashlib import sha384

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from leadgate.cookies import queries
from leadgate.cookies.actions import describing
from leadgate.cookies.commands import cookies as commands
from leadgate.cookies.documents import Service, hash_of, read_shown
from leadgate.cookies.errors import BadOrigin, DescriptionChanged, NotDescribed, NothingNew, NotItsDomain
from leadgate.cookies.hosts import origin, parent_domain
from leadgate.cookies.types import PurposeKind
from leadgate.foundation.permissions import Role
from tests.cookies.foreign import described
from tests.cookies.scenes import WHERE, asking_site

pytestmark = pytest.mark.both_databases("cookies.actions.describing")


@pytest.fixture
def shop(here) -> str:
    """A site that asks."""
    return asking_site()


def told(site, path: str):
    answer = site.visitor().get(path)
    assert answer.status_code == 200, path
    return answer


def test_the_script_is_the_same_for_everybody_keeps_for_minutes_and_sets_no_cookie(site, shop):
    answer = told(site, "/c/shop.js")
    assert answer.mimetype == "text/javascript"
    assert "max-age=300" in answer.headers["Cache-Control"]
    assert "stale-if-error=604800" in answer.headers["Cache-Control"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    again = site.visitor().get("/c/shop.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_it_is_five_thousand_bytes_at_most_with_one_language_of_ours_and_usual_purposes(here):
    made = describing.add_site("shop", "The shop", [WHERE])
    site = queries.site_of("shop")
    full = queries.described(site)
    for kind in ("statistics", "marketing", "embedded"):
        usual = describing.usual(PurposeKind(kind), ("en",))
        full = replace(full, purposes=(*full.purposes, replace(usual, services=described().purposes[1].services)))
    describing.describe(made, full, edition=1, by=None)
    describing.publish(made, by=None)
    assert len(gzip.compress(queries.script_of(queries.site_of("shop")).encode(), 9)) <= 5_000


def test_a_page_can_name_the_script_by_its_hash_and_gets_it_as_it_was_after_the_next_publication(site, shop):
    page = site.staff().get("/studio/cookies/shop").text
    pinned = queries.newest_pinned(queries.site_of(shop).id)
    assert pinned is not None
    before = told(site, f"/c/shop/{pinned.name}.js")
    digest = f"sha384-{b64encode(sha384(before.data).digest()).decode()}"
    assert digest in page.replace("&#43;", "+")
    assert "immutable" in before.headers["Cache-Control"]
    assert before.headers["Access-Control-Allow-Origin"] == "*"
    found = queries.site_of(shop)
    describing.describe(found.id, described(sells=True), edition=found.edition, by=None)
    describing.publish(found.id, by=None)
    assert told(site, f"/c/shop/{pinned.name}.js").data == before.data
    assert site.visitor().get("/c/shop/deadbeef.js").status_code == 404


def test_every_publication_freezes_all_that_is_shown_under_its_hash(shop):
    live = queries.live_notice(queries.site_of(shop).id)
    assert live is not None
    assert (hash_of(live.document), live.sha256[:8]) == (live.sha256, live.short)
    shown = json.loads(live.document)
    assert set(shown["described"]["words"]) == {"en", "de"}
    assert shown["described"]["words"]["de"]["refuse"] == "Alles ablehnen"
    assert read_shown(live.document).document() == live.document


def test_what_is_new_is_told_by_name_to_whoever_answered_before(site, shop):
    found = queries.site_of(shop)
    with pytest.raises(NothingNew):
        describing.publish(found.id, by=None)
    more = described()
    statistics = replace(more.purposes[1], services=(*more.purposes[1].services, Service(name="Second Counter")))
    describing.describe(
        found.id,
        replace(more, purposes=(more.purposes[0], statistics, *more.purposes[2:])),
        edition=found.edition,
        by=None,
    )
    describing.publish(found.id, by=None)
    assert "this is new since: Second Counter." in told(site, "/c/shop.js").text
    describing.describe(found.id, described(), edition=queries.site_of(shop).edition, by=None)
    describing.publish(found.id, by=None)
    assert "since then we changed how this is described" in told(site, "/c/shop.js").text
    assert [one.number for one in queries.notices(found.id)] == [3, 2], "who answered the first has answered"


def test_two_who_describe_at_once_do_not_overwrite_each_other(shop):
    found = queries.site_of(shop)
    describing.describe(found.id, described(sells=True), edition=found.edition, by=None)
    with pytest.raises(DescriptionChanged):
        describing.describe(found.id, described(), edition=found.edition, by=None)


def test_what_lacks_words_is_not_published_and_says_which(here):
    made = describing.add_site("shop", "The shop", [WHERE], languages=("en", "it"))
    with pytest.raises(NotDescribed) as refused:
        describing.publish(made, by=None)
    assert any("italiano" in one for one in refused.value.problems)
    assert "15 of its sentences" in str(refused.value)


@pytest.mark.parametrize(
    "typed",
    [
        "shop.example.com",
        "ftp://x.example",
        "https://a b",
        "https://x.example/path",
        "https://u@x.example",
        "https://x.example:99999",
        "javascript:1",
        "https://",
    ],
)
def test_what_is_no_origin_is_refused(typed):
    with pytest.raises(BadOrigin):
        origin(typed)


def test_origins_are_kept_as_browsers_send_them():
    assert [origin(one) for one in (" HTTPS://Shop.Example.com:443/ ", "http://bücher.example:8080")] == [
        "https://shop.example.com", "http://xn--bcher-kva.example:8080",
    ]  # fmt: skip


@pytest.mark.parametrize("domain", ["com", "co.uk", "github.io", "example.org", "ample.com", "-x.com"])
def test_one_answer_holds_below_no_public_suffix_and_no_domain_of_others(domain):
    with pytest.raises(NotItsDomain):
        parent_domain(domain, ["https://shop.example.com", "https://x.co.uk", "https://me.github.io"])


def test_one_answer_holds_below_ones_own_domain():
    assert parent_domain(".Example.com.", ["https://shop.example.com", "https://example.com"]) == "example.com"


def test_the_policy_page_says_what_is_stored_by_whom_and_how_long_without_any_script(site, shop):
    page = told(site, "/c/shop").text
    assert "<script" not in page
    for words in ("The shop", "_ga*", "400 days", "Pixel Ltd.", "Ireland", "lg_consent", "180 days"):
        assert words in page, words
    assert "Cookie 政策" in told(site, "/c/shop?lang=zh-Hant").text


def test_a_site_that_is_unknown_not_published_or_ended_is_not_there(site, shop):
    describing.add_site("blog", "The blog", ["https://blog.example.com"])
    describing.retire(queries.site_of(shop).id, by=None)
    for name in ("nothing", "blog", "shop"):
        for path in (f"/c/{name}.js", f"/c/{name}", f"/c/{name}/policy/nginx"):
            assert site.visitor().get(path).status_code == 404, path


def test_pages_of_our_own_ask_for_nothing_and_set_no_cookie_that_needs_a_yes(site):
    site.publish()
    for path in ("/", "/a/guide", "/privacy", "/me/sign-in"):
        page = site.visitor().get(path)
        assert "lg-consent" not in page.text
        assert "lg_consent" not in page.headers.get("Set-Cookie", "")


def test_a_marketer_adds_a_site_says_what_it_stores_and_gets_a_line_to_paste(site):
    marketer = site.staff()
    answer = marketer.fill("/studio/cookies/new", title="Café Ärmel", origins=WHERE, languages="en")
    assert answer.location == "/studio/cookies/cafe-armel"
    marketer.press(answer.location, f"{answer.location}/purposes", kind="statistics")
    service = {"name": "Counter", "hosts": "counter.example.net", "stored-0-name": "_c", "stored-0-days": "30"}
    saved = marketer.fill(f"{answer.location}/purposes/statistics/services/new", **service)
    assert saved.status_code == 303, saved.text
    marketer.press(answer.location, f"{answer.location}/publish")
    page = marketer.get(answer.location).text
    assert "/c/cafe-armel.js" in page
    assert "Counter" in told(site, "/c/cafe-armel").text
    assert "30 days" in told(site, "/c/cafe-armel").text


def test_what_is_typed_wrong_is_said_at_its_place_and_not_lost(site, shop):
    page = site.staff().fill(
        "/studio/cookies/shop/purposes/statistics/services/new",
        **{"name": "", "hosts": "a.example", "stored-0-name": "two words", "stored-0-days": "9999"},
    )
    assert page.status_code == 422
    for words in ("Please fill this in.", "No spaces here, and more than a star.", "a.example", "two words", "9999"):
        assert words in page.text, words


def test_who_may_only_look_changes_nothing(site, shop):
    viewer = site.staff(Role.VIEWER)
    assert viewer.get("/studio/cookies/shop").status_code == 200
    assert "Take out" not in viewer.get("/studio/cookies/shop").text
    assert viewer.get("/studio/cookies/shop/purposes/statistics").status_code == 403
    assert viewer.post("/studio/cookies/shop/publish").status_code == 403


def test_the_preview_is_framed_by_us_alone_and_shows_what_is_not_published_yet(site, shop):
    found = queries.site_of(shop)
    describing.describe(
        found.id, replace(described(), words={"en": {"heading": "Biscuits?"}}), edition=found.edition, by=None
    )
    viewer = site.staff(Role.VIEWER)
    assert "frame-ancestors 'self'" in viewer.get("/studio/cookies/shop/preview").headers["Content-Security-Policy"]
    assert "Biscuits?" in viewer.get("/studio/cookies/shop/preview").text
    assert "Biscuits?" not in told(site, "/c/shop.js").text


def test_the_command_line_does_the_same(here, app, tmp_path):
    def said(*words: str) -> str:
        done = CliRunner().invoke(commands, words, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    with app.app_context():
        assert said("site", "add", "shop", "--origin", WHERE) == "http://localhost/c/shop.js\n"
        assert WHERE in said("site", "list")
        (tmp_path / "shop.json").write_text(said("site", "show", "shop"))
        short = said("site", "describe", "shop", str(tmp_path / "shop.json"), "--publish").strip()
        assert len(short) == 8
        assert "http://localhost" in said("policy", "shop", "--for", "nginx")
        (tmp_path / "shop.json").write_text("{}}")
        assert CliRunner().invoke(commands, ["site", "describe", "shop", str(tmp_path / "shop.json")]).exit_code == 1
        said("site", "retire", "shop")
        assert said("site", "list") == ""


def test_every_page_of_a_site_opens_and_its_words_can_be_changed(site, shop):
    marketer = site.staff()
    for page in (
        "",
        "/where",
        "/words/de",
        "/purposes/marketing",
        "/purposes/marketing/services/0",
        "/versions/1",
        "/end",
    ):
        assert marketer.get(f"/studio/cookies/shop{page}").status_code == 200, page
    assert marketer.fill("/studio/cookies/shop/words/de", heading="Kekse").status_code == 303
    assert "Kekse" in marketer.get("/studio/cookies/shop/preview").text
    where = marketer.fill(
        "/studio/cookies/shop/where", title="Laden", parent_domain="example.com", consent_mode="basic"
    )
    assert where.status_code == 303, where.text
    assert queries.described(queries.site_of(shop)).consent_mode == "basic"
    refused = marketer.fill("/studio/cookies/shop/where", parent_domain="com")
    assert "A domain under which others register" in refused.text
