"""The pages on which owner and officer run an installation."""

from leadgate.erasure.actions import processors
from tests.browser.shown import Shown

MAILHOUSE = ("Mail house", "https://mailhouse.example/erasures", "sha256")


def of_operating() -> list[Shown]:
    """Let there be something on each of them, and list them."""
    processor = processors.add_processor(*MAILHOUSE)[0]
    return [
        Shown("campaigns", "/studio/campaigns", "staff"),
        Shown("processors", "/office/processors", "staff"),
        Shown("processor-new", "/office/processors/new", "staff"),
        Shown("processor-wrong", "/office/processors/new", "staff", fill=(("name", ""), ("url", "ftp://x"))),
        Shown("processor", f"/office/processors/{processor}", "staff"),
        Shown("processor-end", f"/office/processors/{processor}/end", "staff"),
    ]
