"""The challenges a browser holds for passkeys, in its signed cookie: an answer counts where it was asked for."""

from uuid import UUID

from flask import session

from leadgate.staff.actions import passkeys
from leadgate.staff.types import PasskeyAnswer


def challenge(purpose: str, whom: UUID) -> str:
    """A challenge that this browser alone can answer; an earlier one for the same purpose is forgotten.

    Args:
        purpose: which form it is for: several may be open at once.
        whom: as `passkeys.challenge_for` takes it.
    """
    made = passkeys.challenge_for(whom)
    session[f"passkey-{purpose}"] = made
    return made


def answered(purpose: str, credential: str | None) -> PasskeyAnswer:
    """What came back, with the challenge this browser holds, which is forgotten with it.

    Args:
        purpose: as it was asked for.
        credential: as it stands in the form.
    """
    return PasskeyAnswer(session.pop(f"passkey-{purpose}", ""), credential or "")
