"""The demonstration, as somebody meets it who has typed `make run`."""


def test_from_the_front_page_a_visitor_comes_to_a_guide_and_can_ask_for_it(browser, demonstration):
    page = browser.new_context().new_page()
    page.goto(demonstration.url)
    page.locator("main a[href$='/a/calm-pricing']").first.click()
    page.get_by_role("button", name="Send it to me").wait_for()
