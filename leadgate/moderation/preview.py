"""The letters an applicant would read, composed as they would be sent and sent to nobody."""

from dataclasses import dataclass

from leadgate.foundation.ids import new_id
from leadgate.foundation.mail import composing as mail
from leadgate.joining.mail import to_applicant
from leadgate.joining.types import RequestRow


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """One letter as its reader would see it."""

    act: str
    """The button that sends it."""
    subject: str
    text: str


def letters(row: RequestRow, words: str) -> list[LetterPreview]:
    """What the applicant would read on a yes, on a no with these words, and on being asked them, in their language."""
    ways: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("approve", "joining/decided", {"approved": True, "reason": ""}),
        ("decline", "joining/decided", {"approved": False, "reason": words}),
        ("ask", "joining/asked_back", {"ends": row.lapses_at}),
    )
    return [_composed(row, act, name, context) for act, name, context in ways]


def _composed(row: RequestRow, act: str, name: str, context: dict[str, object]) -> LetterPreview:
    written = to_applicant(row, **context)
    if written is None:
        return LetterPreview(act, "", "")
    message = mail.compose(name, written, new_id())
    body = message.get_body(("plain",))
    return LetterPreview(act, str(message["Subject"]), body.get_content() if body else "")
