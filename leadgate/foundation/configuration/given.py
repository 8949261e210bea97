"""What was given: each variable with the place it comes from, in a file `.env` or in the environment."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from dotenv.parser import Binding, parse_stream

from leadgate.foundation.configuration.errors import WrongSetting
from leadgate.foundation.files.decoding import decoded

OURS = "LEADGATE_"
ENVIRONMENT = "the environment"
ALIKE = 0.85
"""From here on a name in the file is a setting of ours, misspelt; other names there are other programs'."""


class GivenVariable(NamedTuple):
    """One variable, as it was given.

    Args:
        text: its value, without quotes.
        place: where it stands, for the operator.
    """

    text: str
    place: str

    @property
    def is_in_file(self) -> bool:
        """Whether it stands in the file."""
        return self.place != ENVIRONMENT


def given_in(environ: Mapping[str, str], dotenv: Path) -> dict[str, GivenVariable]:
    """Every variable of the file and of the environment, which wins.

    Args:
        environ: the environment.
        dotenv: the file; none where it is not there.

    Raises:
        WrongSetting: the file is no text in UTF-8, or has a line that says nothing.
    """
    return _in_file(dotenv) | {name: GivenVariable(text, ENVIRONMENT) for name, text in environ.items()}


def refuse_unknown(given: Mapping[str, GivenVariable], known: frozenset[str]) -> None:
    """Refuse what looks like a setting of ours and is none, however it is spelt.

    Args:
        given: as `given_in` found it.
        known: every setting there is.

    Raises:
        WrongSetting: naming it, where it stands, and what may have been meant.
    """
    for name in sorted(given.keys() - known):
        is_ours = name.upper().startswith(OURS)
        if not is_ours and not given[name].is_in_file:
            continue
        near = get_close_matches(name.upper(), known, n=1, cutoff=ALIKE)
        if is_ours or near:
            hint = f"did you mean {near[0]}?" if near else "see docs/settings.md."
            raise WrongSetting(f"{name} ({given[name].place}) is not a setting of leadgate; {hint}")


def _in_file(path: Path) -> dict[str, GivenVariable]:
    return {
        str(line.key): GivenVariable(line.value or "", f"{path}, line {_number(line)}")
        for line in _lines(path)
        if line.key is not None
    }


def _number(line: Binding) -> int:
    """Of the line that says something; empty ones before it belong to it, too."""
    text = line.original.string
    return line.original.line + text[: len(text) - len(text.lstrip())].count("\n")


def _lines(path: Path) -> Iterator[Binding]:
    """As python-dotenv reads them: `export`, quotes, comments and all three ends of line."""
    for line in parse_stream(StringIO(_text(path))):
        if line.error or (line.key is not None and line.value is None):
            raise WrongSetting(f"{path}, line {_number(line)}, should look like NAME=value.")
        yield line


def _text(path: Path) -> str:
    try:
        return decoded(path.read_bytes())
    except (FileNotFoundError, IsADirectoryError):
        return ""
    except UnicodeDecodeError as trouble:
        raise WrongSetting(f"{path} is no text in UTF-8; save it anew as UTF-8.") from trouble
    except OSError as trouble:
        raise WrongSetting(f"{path} cannot be read: {trouble.strerror}.") from trouble
