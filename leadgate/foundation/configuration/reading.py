"""Reading settings: the text that is in force for each, and its value, or a sentence that says what is wrong."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from leadgate.foundation.calling.errors import CallFailed
from leadgate.foundation.configuration.errors import WrongSetting
from leadgate.foundation.configuration.given import GivenVariable

T = TypeVar("T")
DEFAULT = "default"


class Reading:
    """Settings as they were given.

    Args:
        given: what was, with its places; an empty value is none.
        defaults: every setting there is, and its text when it is not given.
    """

    def __init__(self, given: Mapping[str, GivenVariable], defaults: Mapping[str, str]) -> None:
        stripped = {name: one._replace(text=one.text.strip()) for name, one in given.items()}
        unset = {name: GivenVariable(text, DEFAULT) for name, text in defaults.items()}
        self.in_force = unset | {name: stripped[name] for name in defaults if name in stripped and stripped[name].text}
        self.of_others = sorted(name for name, one in given.items() if name not in defaults and one.is_in_file)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every setting as a text."""
        return {name: one.text for name, one in self.in_force.items()}

    @property
    def data_dir(self) -> Path:
        """The folder of everything, from the root."""
        return Path(self.texts["LEADGATE_DATA_DIR"]).expanduser().resolve()

    def is_given(self, name: str) -> bool:
        """Whether somebody has set it."""
        return self.in_force[name].place != DEFAULT

    def text(self, name: str) -> str:
        """One setting as a text."""
        return self.texts[name]

    def value(self, name: str, parse: Callable[[str], T], wanted: str) -> T:
        """One setting as what it means.

        Args:
            name: of the setting.
            parse: reads it.
            wanted: what it should look like, with an example; ends the sentence.

        Raises:
            WrongSetting: it does not look like that; says where it was given.
        """
        try:
            return parse(self.texts[name])
        except (ValueError, KeyError, OSError, CallFailed) as refusal:
            raise WrongSetting(f"{name} should be {wanted}. It is set in: {self.in_force[name].place}.") from refusal
