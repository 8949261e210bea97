"""The layouts of landing pages in accents that are only just read well on plain pages, light and dark."""

from io import BytesIO

import pytest

from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.foundation.brand.contrast import nearest_on_dark, nearest_on_light
from leadgate.page_pictures.types import Design, PageLayout, Point, Voice
from tests.browser.accessibility import faults, faults_of_colours
from tests.papers import PDF

BRANDS = ("#ffd400", "#00b4ff", "#ff4fa0", "#7a3cff")
"""Colours of which the nearest that the settings take is at the very edge."""
PAINT = """([light, dark]) => {
  for (const one of document.querySelectorAll(".cover")) one.style.backgroundImage = "none"  // its stripe; axe reads on
  document.documentElement.style.setProperty("--accent", light)
  dark ? document.documentElement.style.setProperty("--accent-dark", dark)
       : document.documentElement.style.removeProperty("--accent-dark")
}"""
SAID = {
    "summary": "How to raise prices without losing sleep.",
    "body": "## Inside\n\n- Six questions, and [one more](https://elsewhere.example/more)\n",
    "asks_why": True,
}


@pytest.mark.parametrize("layout", PageLayout)
def test_every_layout_is_read_well_in_every_accent_the_settings_take(browser, demonstration, layout):
    points, voices = [Point("Calm", "Nobody is hurried.")], [Voice("It [helped](https://a.example).", "Noor", "Baker")]
    design = Design(layout, points=points, quotes=voices, video="https://films.example/1")
    with demonstration.here.opened():
        publishing.publish(f"laid-{layout}", AssetPage("The guide", design=design, **SAID), BytesIO(PDF), "guide.pdf")
    page = browser.new_context(locale="en").new_page()
    page.goto(f"{demonstration.url}/a/laid-{layout}")
    found = faults(page)
    for brand in BRANDS:
        for dark in (nearest_on_dark(brand), ""):  # chosen, or made from the accent of light pages
            page.evaluate(PAINT, [nearest_on_light(brand), dark])
            schemes = ("light", "dark") if dark else ("dark",)
            found += [(brand, dark, one, *fault) for one in schemes for fault in faults_of_colours(page, one)]
    assert found == []
