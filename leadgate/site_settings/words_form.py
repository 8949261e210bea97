"""The form of one part's wordings: each field one wording in one language, checked for where it is to stand."""

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

from flask import request
from wtforms import StringField, TextAreaField

from leadgate.foundation import languages
from leadgate.foundation.configuration.parsing import SPOKEN
from leadgate.foundation.installation import installation
from leadgate.foundation.wordings.checking import as_typed, fault_of
from leadgate.foundation.wordings.kinds import WordedPart, Wording, WordingShape
from leadgate.site_settings.forms import SettingsForm


class OwnWordsForm(SettingsForm):
    """The words of one part, filled in with those in force."""

    wordings: ClassVar[Mapping[str, tuple[Wording, str]]] = {}
    """Which wording in which language each field is, by the names of the fields."""

    def __init__(self, **filled: Any) -> None:
        super().__init__(**filled)
        for field, (_wording, tag) in self.wordings.items():
            if tag not in installation().settings.languages and field in self:
                del self[field]
        if (taken := request.form.get("default", "")) in self.wordings and taken in self:
            self[taken].data = self.default(taken)

    def shown(self, name: str, text: str) -> str:
        """As every form of settings; where nothing was chosen, the default."""
        wording, tag = self._by_setting(name)
        return text or wording.default_in(tag)

    def default(self, field: str) -> str:
        """What stands there when nothing is chosen."""
        wording, tag = self.wordings[field]
        return wording.default_in(tag)

    def now_shown(self, field: str) -> str:
        """What somebody else has put there meanwhile; the default where they took it back."""
        return self.now[field] or self.default(field)

    def is_own(self, field: str) -> bool:
        """Whether other words than the default stand in a field."""
        return self.typed(field) not in ("", self.default(field))

    def needed(self, field: str) -> str:
        """What has to stand in a field, as it is typed; empty where nothing has."""
        return as_typed(self.wordings[field][0].needs)

    def can_stand(self, field: str) -> str:
        """What can stand in it besides."""
        wording = self.wordings[field][0]
        return as_typed(name for name in wording.placeholders if name not in wording.needs)

    def texts(self) -> dict[str, str]:
        """What is chosen with it; the default is not."""
        fields = [field for field in self.settings if field in self]
        return {self.settings[field]: self.typed(field) if self.is_own(field) else "" for field in fields}

    def fault_of(self, field: str, name: str) -> str:
        """As every form of settings: what is wrong with it as the words of its wording.

        Args:
            field, name: as there.
        """
        text = self.typed(field)
        return str((text and fault_of(self._by_setting(name)[0], text)) or "")

    def typed(self, field: str) -> str:
        """As every form of settings; of points, empty lines are none."""
        text = super().typed(field)
        if self.wordings[field][0].shape is WordingShape.POINTS:
            return "\n".join(line.strip() for line in text.split("\n") if line.strip())
        return text

    def by_wording(self) -> list[tuple[Wording, list[tuple[str, str]]]]:
        """Each wording with its fields and their languages' tags, in the order of the part."""
        found: dict[str, tuple[Wording, list[tuple[str, str]]]] = {}
        for field, (wording, tag) in self.wordings.items():
            if field in self:
                found.setdefault(wording.name, (wording, []))[1].append((field, tag))
        return list(found.values())

    def _by_setting(self, name: str) -> tuple[Wording, str]:
        return next(self.wordings[field] for field, setting in self.settings.items() if setting == name)


def form_of(part: WordedPart) -> type[OwnWordsForm]:
    """The form of a part.

    Args:
        part: of those that rooms declare.
    """
    return _form_of(part.name, part.wordings)


@cache
def _form_of(name: str, wordings: tuple[Wording, ...]) -> type[OwnWordsForm]:
    fields = {_field(one, tag): (one, tag) for one in wordings for tag in SPOKEN}
    kinds = {
        field: TextAreaField if one.shape is WordingShape.POINTS else StringField for field, (one, _) in fields.items()
    }
    typed = {field: kinds[field](languages.NAMES[tag]) for field, (_one, tag) in fields.items()}
    settings = {field: one.setting(tag) for field, (one, tag) in fields.items()}
    return type(f"{name.title()}OwnWordsForm", (OwnWordsForm,), {**typed, "wordings": fields, "settings": settings})


def _field(wording: Wording, tag: str) -> str:
    return f"{wording.name.rpartition('.')[2]}-{tag}"
