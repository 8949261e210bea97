"""The pages about what visitors of other sites chose."""

from tests.browser.shown import Shown
from tests.cookie_choices.visitors import answered_shop

SLUG, NUMBER = "answered-shop", "0123456789abcdef" * 2


def of_choices() -> list[Shown]:
    """Let somebody have answered, and list them."""
    answered_shop(SLUG, NUMBER)
    return [
        Shown("cookie-receipt", f"/c/{SLUG}/choices/{NUMBER}"),
        Shown("cookie-receipts", "/me/cookie-choices", "person"),
        Shown("cookie-receipts-wrong", "/me/cookie-choices", "person", fill=(("number", "x"),)),
        Shown("cookie-figures", f"/studio/cookies/{SLUG}/figures", "staff"),
        Shown("cookie-office", "/office/cookies", "staff"),
        Shown("cookie-office-wrong", "/office/cookies", "staff", fill=(("number", "x"),)),
    ]
