"""A letter with every kind of block and both kinds of fields, and somebody who gets it."""

from datetime import UTC, datetime

from leadgate.letters.composing.compose import compose
from leadgate.letters.composing.frame import Frame
from leadgate.letters.composing.message import ComposedLetter, Reader, sender_header
from leadgate.letters.types import Card, Divider, Heading, LetterWording, LinkButton, Passage, Picture, Saying

BASE = "https://letters.example.org"
FRAME = Frame(
    language="en",
    site_name="Bakery & Sons",
    logo=None,
    accent="#0b6e4f",
    on_accent="#ffffff",
    accent_dark="#6fcf97",
    on_accent_dark="#10211a",
    footer=("The Quiet Bakery", "1 Example Street"),
    why="You get this because you said yes.",
    unsubscribe_words="Unsubscribe",
    view_url=None,
    view_words="See it in the browser",
)
HEADERS = {
    "From": sender_header("Bäckerei, Söhne", "letters@example.org"),
    "List-Id": "<newsletter.letters.example.org>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
}
WORDING = LetterWording(
    subject="{name|friend}, 六月的消息 🎉",
    preheader="Three things, {name|friend}",
    blocks=(
        Heading(text="What is new, {name|you}", level=1),
        Passage(text="Dear {name|friend},\n\n- one\n- **two** of {company}\n\n[Read](https://example.org/a?b=1&c=2)"),
        LinkButton(label="For {name|you}", url="https://example.org/b"),
        Picture(url="/letter-pictures/ab.png", alt="A field", link="https://example.org/c"),
        Saying(text="It is {company}.", who="{name|Somebody}"),
        Card(
            title="A guide",
            text="For {name|you}",
            url=f"{BASE}/a/guide",
            label="Get it",
            picture="/letter-pictures/c.jpg",
        ),
        Divider(),
    ),
)
AT = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


def letter(wording: LetterWording = WORDING) -> ComposedLetter:
    """The bytes it becomes."""
    return compose(wording, FRAME, known=frozenset({"name", "company"}), headers=HEADERS, base_url=BASE)


def reader(**values: str) -> Reader:
    """Ada."""
    return Reader(
        address="ada@example.org",
        values=values,
        unsubscribe_url=f"{BASE}/u/token-1.2_3",
        unsubscribe_mail="mailto:u+1@example.org",
        message_id="01",
        at=AT,
    )
