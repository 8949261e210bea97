"""What visitors of another site can rely on, in a real browser against a server that counts."""

import json

import pytest
from playwright.sync_api import Page, expect

from leadgate.cookies.types import ConsentMode
from tests.cookies.banner import ACCEPT, CHOOSE, REFUSE, SHIFTED, marked
from tests.cookies.foreign import HOSTS, OURS, SITE, WAYS, described, host_of, notice, script_for
from tests.services import until

COUNTER = '<script type="text/plain" data-lg="statistics" data-src="http://parser.tracker.example/a.js"></script>'
COOKIES = "() => document.cookie.split('; ').filter(Boolean).map(one => one.split('=')[0]).sort()"


def cookie(page: Page) -> list[str]:
    """The parts of the visitor's answer as their browser keeps it."""
    kept = {one["name"]: one["value"] for one in page.context.cookies()}
    return kept["lg_consent"].split(".")


def test_nothing_that_was_marked_happens_before_the_answer_all_of_it_after_a_yes_and_none_after_a_no(visit, sites):
    ways = [way for way in WAYS if way != "document"]
    body = "".join(map(marked, ways))
    page = visit(body)
    expect(page.locator("#lg-consent")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert (sites.reached, page.context.cookies(), page.evaluate("localStorage.length")) == (set(), [], 0)
    page.click(REFUSE)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert sites.reached == set()
    assert page.evaluate(COOKIES) == ["lg_consent"]
    other = visit(body)
    other.click(ACCEPT)
    until(lambda: sites.reached == {host_of(way) for way in ways})
    assert sites.reached < HOSTS


def test_yes_and_no_are_one_press_on_the_first_layer_and_look_the_same(visit):
    page = visit()
    look = """button => { const s = getComputedStyle(button), b = button.getBoundingClientRect();
        return [s.color, s.backgroundColor, s.fontWeight, s.fontSize, s.borderColor, Math.round(b.width), b.height] }"""
    assert page.locator(REFUSE).evaluate(look) == page.locator(ACCEPT).evaluate(look)
    assert page.locator(REFUSE).bounding_box()["height"] >= 44
    page.click(CHOOSE)
    assert page.locator("#lg-consent input:checked:not(:disabled)").count() == 0, "nothing is ticked"
    page.keyboard.press("Escape")
    expect(page.locator("#lg-consent")).to_be_visible()
    assert page.context.cookies() == [], "closing is no answer"


def test_an_answer_is_told_with_the_notice_and_a_random_number_and_nothing_else(visit, sites):
    page = visit()
    page.click(CHOOSE)
    page.check("#lg-consent input[name=lg-statistics]")
    page.click(CHOOSE)
    until(lambda: len(sites.choices) == 1)
    told = json.loads(sites.choices[0])
    short, _day, allowed, over, number = cookie(page)
    assert short == notice(described())[1]
    assert (allowed, over) == ("statistics", "0")
    assert told == {
        "notice": short, "allowed": ["statistics"], "how": "choose", "gpc": False, "language": "en", "number": number,
    }  # fmt: skip
    assert len(number) == 32


def test_who_takes_a_yes_back_is_rid_of_what_was_stored_and_of_what_runs(visit, sites):
    stores = (
        '<script type="text/plain" data-lg="statistics">document.cookie = "_ga_1=x; path=/"; '
        "document.cookie = '_ga=x; path=/; domain=foreign.example'; localStorage.seen = 1; window.runs = 1;</script>"
        '<a href="#" data-lg-open>Cookies</a>'
    )
    page = visit(stores)
    page.evaluate("document.cookie = 'mine=1; path=/'")
    page.click(ACCEPT)
    assert page.evaluate(COOKIES) == ["_ga", "_ga_1", "lg_consent", "mine"]
    page.click("[data-lg-open]")
    with page.expect_navigation():
        page.click(REFUSE)
    assert page.evaluate(COOKIES) == ["lg_consent", "mine"]
    assert page.evaluate("[localStorage.length, window.runs]") == [0, None]
    until(lambda: [json.loads(one)["how"] for one in sites.choices] == ["accept", "change"])


def test_who_takes_a_yes_back_begins_the_page_anew_though_nothing_in_it_was_marked(visit):
    page = visit('<a href="#" data-lg-open>Cookies</a><script>window.let_in_by_the_server = 1</script>')
    page.click(ACCEPT)
    page.reload()
    page.click("[data-lg-open]")
    with page.expect_navigation():
        page.click(REFUSE)
    expect(page.locator("#lg-consent")).to_have_count(0)


def test_where_a_policy_holds_back_every_yes_begins_the_page_anew_and_a_first_no_does_not(visit, sites):
    page = visit(settings={"by_policy": True})
    page.evaluate("window.same = 1")
    page.click(REFUSE)
    assert page.evaluate("window.same") == 1
    page.click("[data-lg-open]")
    with page.expect_navigation():
        page.click(ACCEPT)


def test_caches_and_workers_that_were_declared_go_with_the_yes(visit, sites):
    sites.put("localhost", "/worker.js", "self.addEventListener('fetch', () => {})")
    page = visit(at=f"localhost:{sites.port}")  # they are only there where a page came safely, or from this machine
    page.click(ACCEPT)
    page.evaluate(
        """async () => { await caches.open('seen-1'); await caches.open('mine');
        await navigator.serviceWorker.register('/worker.js', {scope: '/seen/'}) }"""
    )
    page.click("[data-lg-open]")
    with page.expect_navigation():
        page.click(REFUSE)
    page.wait_for_function("caches.keys().then(all => all.join() === 'mine')")
    page.wait_for_function("navigator.serviceWorker.getRegistrations().then(all => !all.length)")


def test_a_page_that_draws_itself_anew_still_asks_and_can_be_asked_again(visit):
    page = visit()
    page.evaluate("document.body.innerHTML = '<h1>Anew</h1>'")
    page.click(REFUSE)
    page.evaluate("document.body.innerHTML = '<h1>Once more</h1>'")
    expect(page.locator("[data-lg-open]")).to_have_count(1)
    expect(page.locator("#lg-consent")).to_have_count(0)


@pytest.mark.parametrize("mark", ['src="http://film.tracker.example/a.html"', 'srcdoc="<p>x</p>"', ""])
def test_an_element_that_was_marked_wrongly_takes_no_banner_along(visit, mark):
    page = visit(f'<iframe data-lg="embedded" {mark}></iframe>')
    expect(page.locator("#lg-consent")).to_be_visible()
    page.click(REFUSE)
    expect(page.locator("[data-lg-open]")).to_be_visible()


def test_scripts_run_in_their_order_and_once_whatever_becomes_of_those_before_them(visit, sites):
    sites.put("slow.tracker.example", "/one.js", "window.order.push('external')")
    sites.put("gone.tracker.example", "/none.js", "", Status="404")
    body = """<script>window.order = []</script>
    <script type="text/plain" data-lg="statistics" data-src="http://slow.tracker.example/one.js"></script>
    <script type="text/plain" data-lg="statistics">order.push('inline')</script>
    <script type="text/plain" data-lg="statistics" data-src="http://gone.tracker.example/none.js"></script>
    <script type="text/plain" data-lg="statistics" data-type="module">order.push('module')</script>
    <script type="text/plain" data-lg="marketing">order.push('not this')</script>
    <script type="text/plain" data-lg="statistics">order.push('last')</script>"""
    page = visit(body)
    page.click(CHOOSE)
    page.check("#lg-consent input[name=lg-statistics]")
    page.click(CHOOSE)
    page.wait_for_function("order.length === 4")
    assert [one for one in page.evaluate("order") if one != "module"] == ["external", "inline", "last"]
    page.evaluate("document.body.append(document.createElement('p'))")
    assert page.evaluate("order.length") == 4


def test_a_page_that_goes_on_without_loading_gets_what_it_adds_later_and_is_asked_once(visit):
    page = visit()
    page.click(ACCEPT)
    page.evaluate(
        """document.body.insertAdjacentHTML('beforeend', '<div id=late></div>');
        const s = document.createElement('script'); s.type = 'text/plain'; s.dataset.lg = 'statistics';
        s.text = 'window.later = 1'; document.getElementById('late').append(s); history.pushState({}, '', '/two')"""
    )
    page.wait_for_function("window.later === 1")
    expect(page.locator("#lg-consent")).to_have_count(0)


def test_embedded_content_asks_in_its_place_and_moves_nothing(visit, sites):
    frame = (
        '<iframe width="400" height="225" data-lg="embedded" data-src="http://film.tracker.example/a.html"></iframe>'
    )
    page = visit(frame)
    place = page.locator(".lg-place")
    assert "film.tracker.example" in place.inner_text()
    assert place.bounding_box()["height"] >= 225
    assert page.evaluate(SHIFTED) == 0
    place.get_by_role("button").click()
    until(lambda: "film.tracker.example" in sites.reached)
    assert cookie(page)[2] == "embedded"
    until(lambda: [json.loads(one)["how"] for one in sites.choices] == ["frame"])


def test_the_last_answer_holds_in_every_tab(visit):
    page = visit(COUNTER)
    other = page.context.new_page()
    other.goto(f"http://{SITE}/")
    page.click(ACCEPT)
    expect(other.locator("#lg-consent")).to_have_count(0)
    assert other.evaluate("leadgate.allowed('statistics')") is True
    other.evaluate("leadgate.open()")
    with page.expect_navigation():
        other.click(REFUSE)
    assert page.evaluate("leadgate.allowed('statistics')") is False


def test_one_answer_holds_below_a_domain_and_a_second_cookie_of_the_host_does_not_come_before_it(visit, sites):
    page = visit(settings={"parent_domain": "foreign.example"})
    page.evaluate("document.cookie = 'lg_consent=zzz; path=/'")
    page.click(ACCEPT)
    kept = [one["domain"] for one in page.context.cookies() if one["name"] == "lg_consent"]
    assert kept == [".foreign.example"]
    sites.pages["blog.foreign.example/"] = sites.pages[f"{SITE}/"]
    page.goto("http://blog.foreign.example/")
    assert page.evaluate("leadgate.allowed('statistics')") is True


def test_a_browser_that_asks_not_to_sell_is_obeyed_without_a_click_and_told_so(visit, sites):
    page = visit(what=described(sells=True), gpc=True)
    assert "not to sell" in page.locator("#lg-consent").inner_text()
    page.click(ACCEPT)
    assert cookie(page)[2:4] == ["statistics+embedded", "0"]
    until(lambda: json.loads(sites.choices[0])["how"] == "gpc")
    page.evaluate("leadgate.open()")
    page.check("#lg-consent input[name=lg-marketing]")
    page.click(CHOOSE)
    assert cookie(page)[2:4] == ["statistics+marketing+embedded", "1"], "ticked in spite of it, knowingly"
    assert page.evaluate("leadgate.allowed('marketing')") is True


def test_a_signal_that_comes_later_ends_what_sells(visit):
    page = visit(what=described(sells=True))
    page.click(ACCEPT)
    assert page.evaluate("leadgate.allowed('marketing')") is True
    page.context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
    page.reload()
    assert page.evaluate("['marketing', 'statistics'].map(leadgate.allowed)") == [False, True]


@pytest.mark.parametrize("answered", [False, True])
def test_googles_tags_hear_one_default_of_no_before_all_else_and_then_the_answer(visit, answered):
    what = described(mode=ConsentMode.BASIC)
    page = visit("<script>(window.dataLayer = window.dataLayer || []).push(['tag'])</script>", what=what)
    page.click(ACCEPT)
    if answered:
        page.reload()
    layer = page.evaluate("dataLayer.map(one => Array.from(one).slice(0, 3))")
    said = [one for one in layer if one[0] == "consent"]
    assert layer[0][:2] == ["consent", "default"]
    assert set(layer[0][2].values()) == {"denied"}
    assert [one[1] for one in said] == ["default", "update"]
    assert said[1][2]["ad_storage"] == said[1][2]["analytics_storage"] == "granted"
    assert said[1][2]["security_storage"] == "denied"


SHORT = notice(described())[1]
NUMBER = "0" * 32


@pytest.mark.parametrize(
    "forged",
    [
        f"{SHORT}.99999.statistics.0.{NUMBER}",
        f"{SHORT}.1.statistics.0.{NUMBER}",
        f"{SHORT}.20000.unknown.0.{NUMBER}",
        f"{SHORT}.20000.__proto__.0.{NUMBER}",
        f"deadbeef.20000.statistics.0.{NUMBER}",
        f"{SHORT}.20000.{'statistics+' * 300}unknown.0.{NUMBER}",
        "",
        "%00",
    ],
)
def test_a_forged_answer_is_none(visit, sites, forged):
    page = visit(COUNTER, settings={"day": 20000})
    page.evaluate("value => { document.cookie = `lg_consent=${value}; path=/` }", forged)
    page.reload()
    expect(page.locator("#lg-consent")).to_be_visible()
    assert page.evaluate("leadgate.allowed('statistics')") is False
    assert sites.reached == set()


def test_who_answered_something_else_is_asked_again_and_told_what_is_new(visit):
    page = visit(settings={"new": {"en": "You answered before; this is new since: Pixel."}})
    expect(page.locator("#lg-consent")).not_to_contain_text("new since")
    page.evaluate(f"document.cookie = 'lg_consent=deadbeef.20000.statistics.0.{NUMBER}; path=/'")
    page.reload()
    expect(page.locator("#lg-consent")).to_contain_text("new since: Pixel")


def test_a_clock_ten_years_wrong_changes_nothing_while_the_server_says_the_day(visit):
    page = visit(settings={"day": 20000})
    for years in (-10, 10):
        page.context.add_init_script(f"Date.now = () => 20000 * 864e5 + {years} * 31536e6")
        page.reload()
        page.evaluate(f"document.cookie = 'lg_consent={SHORT}.19900.statistics.0.{NUMBER}; path=/'")
        page.reload()
        assert page.evaluate("leadgate.allowed('statistics')") is True


def test_storage_that_throws_and_cookies_that_are_off_leave_everything_refused_and_the_page_whole(visit, sites):
    page = visit(COUNTER)
    page.context.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage'])
             Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError') }});
           Object.defineProperty(Document.prototype, 'cookie', {
             get() { throw new DOMException('no', 'SecurityError') },
             set() { throw new DOMException('no', 'SecurityError') }})"""
    )
    page.reload()
    assert sites.reached == set()
    page.click(REFUSE)
    expect(page.locator("#lg-consent")).to_have_count(0)
    page.reload()
    expect(page.locator("#lg-consent")).to_be_visible()


def test_a_banner_taken_away_by_a_blocklist_leaves_a_page_that_works_and_nothing_allowed(visit, sites):
    page = visit(
        COUNTER + "<p style='height: 300vh'></p><a href='#end' id=end>End</a>",
        head="<style>#lg-consent { display: none !important }</style>",
    )
    page.locator("#end").click()
    assert page.evaluate("scrollY") > 0
    page.evaluate("document.getElementById('lg-consent').remove()")
    assert (sites.reached, page.evaluate("leadgate.allowed('statistics')")) == (set(), False)


@pytest.mark.parametrize("attributes", ["", ' sandbox="allow-scripts"'])
def test_inside_a_frame_of_another_site_nobody_is_asked_and_nothing_is_allowed(visit, sites, attributes):
    held = '<iframe width=400 height=225 data-lg="embedded" data-src="http://film.tracker.example/a.html"></iframe>'
    page = visit(COUNTER + held)
    sites.put("other.elsewhere.example", "/", f"<iframe{attributes} src='http://{SITE}/' id=inner></iframe>")
    page.goto("http://other.elsewhere.example/")
    inside = page.frame_locator("#inner")
    expect(inside.locator("h1")).to_be_visible()
    expect(inside.locator("#lg-consent")).to_have_count(0)
    expect(inside.locator(".lg-place")).to_be_visible()
    expect(inside.locator("button")).to_have_count(0), "another site could have somebody press it"
    assert sites.reached == set()


@pytest.mark.parametrize("trouble", ["gone", "broken", "slow"])
def test_a_server_that_is_down_never_turns_a_no_into_a_yes(visit, sites, trouble):
    page = visit(COUNTER)
    page.click(REFUSE)
    kept = cookie(page)

    def answer(route):
        if trouble == "gone":
            route.abort()
        elif trouble == "broken":
            route.fulfill(status=500, body="{]")

    page.route(f"http://{OURS}/**/choices", answer)
    page.reload()
    assert cookie(page) == kept
    page.evaluate("leadgate.open()")
    page.click(REFUSE)
    assert page.evaluate("leadgate.allowed('statistics')") is False
    page.unroute_all(behavior="ignoreErrors")
    page.route(f"http://{OURS}/c/shop.js", lambda route: route.abort())
    page.reload()
    assert sites.reached == set()


def test_whoever_has_the_keyboard_only_reaches_it_first_and_comes_back_to_where_they_were(visit):
    page = visit("<a href='#' id=first>First</a><a href='#' data-lg-open id=again>Cookies</a>")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#lg-consent') !== null")
    page.click(REFUSE)
    page.focus("#again")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "lg-h"
    page.keyboard.press("Escape")
    expect(page.locator("#lg-consent")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "again"


def test_it_works_under_a_policy_without_anything_inline(visit, sites):
    page = visit(COUNTER)
    body, _headers = sites.pages[f"{SITE}/"]
    refused = []
    policy = f"default-src 'none'; script-src http://{OURS} http://*.tracker.example; connect-src http://{OURS}"
    sites.put(SITE, "/", body, Content_Security_Policy=f"{policy}; style-src 'self'")
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.reload()
    assert page.locator("#lg-consent").evaluate("box => getComputedStyle(box).position") == "fixed"
    page.click(ACCEPT)
    until(lambda: sites.reached)
    until(lambda: len(sites.choices) == 1)
    assert refused == []


def test_another_notice_answered_in_another_tab_ends_what_runs_here(visit, sites):
    page = visit(COUNTER)
    page.click(ACCEPT)
    page.wait_for_function("leadgate.allowed('statistics')")
    sites.put(OURS, "/c/shop.js", script_for(described(sells=True)))
    other = page.context.new_page()
    other.goto(f"http://{SITE}/")
    with page.expect_navigation():
        other.click(REFUSE)
    assert page.evaluate("leadgate.allowed('statistics')") is False


def test_a_cookie_that_a_host_beside_this_one_set_ends_with_the_answer(visit, sites):
    planted = f"{notice(described())[1]}.{{day}}.statistics.0.{'0' * 32}; Domain=foreign.example; path=/"
    page = visit(COUNTER)
    page.evaluate(f"document.cookie = 'lg_consent={planted}'.replace('{{day}}', Math.floor(Date.now() / 864e5) + 8)")
    page.reload()
    page.evaluate("leadgate.open()")
    with page.expect_navigation():
        page.click(REFUSE)
    assert page.evaluate("[leadgate.allowed('statistics'), document.cookie.split('lg_consent').length]") == [False, 2]


def test_what_is_declared_for_something_allowed_too_is_not_deleted_and_the_answer_itself_never(visit):
    page = visit('<a href="#" data-lg-open>Cookies</a>')
    page.click(CHOOSE)
    page.check("#lg-consent input[name=lg-statistics]")
    page.click(CHOOSE)
    page.evaluate("document.cookie = '_ga_2=1; path=/'")
    page.reload()
    assert page.evaluate(COOKIES) == ["_ga_2", "lg_consent"]


@pytest.mark.parametrize(
    ("tag", "said"), [("de-AT", "Alles ablehnen"), ("fr-Latn-CA", "Tout refuser"), ("xx", "Reject all")]
)
def test_a_page_is_spoken_to_in_its_language_however_it_is_tagged(visit, sites, tag, said):
    page = visit()
    body, _headers = sites.pages[f"{SITE}/"]
    sites.put(SITE, "/", body.replace("<html lang=en>", f"<html lang={tag}>"))
    page.reload()
    assert page.locator(REFUSE).inner_text() == said
