"""The two keys of an installation: given, or kept in a file of the data folder, and made once."""

import os
import secrets
from pathlib import Path

from leadgate.foundation.configuration.errors import WrongSetting

KEY_CHARACTERS = 32


def given_key(name: str, text: str) -> bytes:
    """A key that was given.

    Args:
        name: of the setting.
        text: what was given.

    Raises:
        WrongSetting: it is too short to be one.
    """
    if len(text) < KEY_CHARACTERS:
        raise WrongSetting(f"{name} should be at least {KEY_CHARACTERS} random characters.")
    return text.encode()


def kept_key(path: Path) -> bytes:
    """A key that is kept in a file.

    Raises:
        FileNotFoundError, NotADirectoryError: there is none.
        WrongSetting: it cannot be read, or is damaged.
    """
    try:
        kept = path.read_bytes().strip()
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as trouble:
        raise WrongSetting(f"{path} cannot be read: {trouble.strerror}. Nothing was changed.") from trouble
    if len(kept) < KEY_CHARACTERS:
        raise WrongSetting(
            f"{path} is damaged (under {KEY_CHARACTERS} characters): put the copy back. Nothing was changed."
        )
    return kept


def make_key(path: Path) -> None:
    """Make a key, unless there is one.

    Raises:
        WrongSetting: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, secrets.token_hex(32))
    except OSError as trouble:
        raise WrongSetting(
            f"LEADGATE_DATA_DIR should be a folder that can be written; {path.parent}: {trouble.strerror}."
        ) from trouble


def _write_once(path: Path, text: str) -> None:
    # Two processes may start at once: a finished file is linked into place, so the first one wins whole.
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
