"""What attributes and their classes are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext

from leadgate.attributes import attributes
from leadgate.foundation import languages
from leadgate.scoring.learning.classes import NOT_SAID, OTHER


@dataclass(frozen=True)
class AttributeWording:
    """What attributes and their classes are called for a reader."""

    language: str

    @cached_property
    def _traits(self) -> Mapping[str, attributes.Attribute]:
        return {one.name: one for one in attributes.declared(self.language)}

    def trait(self, name: str) -> str:
        """What an attribute is called."""
        found = self._traits.get(name)
        return str(found.label) if found else gettext("something that is gone")

    def of(self, name: str, code: str) -> str:
        """What a class of an attribute is called."""
        if code == NOT_SAID:
            return str(gettext("not said"))
        if code == OTHER:
            return str(gettext("anything else"))
        found = self._traits.get(name)
        return str(found.words.get(code, code)) if found else code

    def choices(self) -> list[tuple[str, str]]:
        """Every trait, for choosing some."""
        return [(name, str(trait.label)) for name, trait in self._traits.items()]


def wording() -> AttributeWording:
    """In the language of the request."""
    return AttributeWording(languages.of_request())
