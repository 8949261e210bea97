"""The kinds of fields that forms ask, and an answer to one."""

from dataclasses import dataclass

from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _


class FieldKind(Words):
    """What is typed into a field of a form, and what the field costs."""

    costs: Text
    TEXT = "text", _("Text"), _("A short text: some readers leave at each one.")
    NUMBER = "number", _("Number"), _("A number is typed quickly, if one knows it.")
    PHONE = "phone", _("Telephone"), _("A telephone number is what readers give away least: many leave here.")
    CHOICE = "choice", _("Choice"), _("A choice costs one press, and answers can be compared.")
    CHECK = "check", _("Box to tick"), _("A box to tick costs hardly anything; it is no consent.")
    DATE = "date", _("Date"), _("A date makes people look it up.")
    COUNTRY = "country", _("Country"), _("Browsers fill in the country; it costs little.")


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What somebody answered, with the field that asks for it now; a text where none does any more."""

    key: str
    label: str
    answer: str
    required: bool = False
    kind: str = FieldKind.TEXT
    choices: tuple[str, ...] = ()
    reason: str = ""

    @property
    def asked(self) -> tuple[str, str, bool, str, tuple[str, ...]]:
        """What makes the field."""
        return self.key, self.label, self.required, self.kind, self.choices
