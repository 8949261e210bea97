"""What the staff's door hands on: where somebody comes from, and how far they got."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from leadgate.foundation.permissions import Role
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class StaffAct(StrEnum):
    """What can happen to how an account is entered, as the audit trail says it of the account."""

    REMOVED = "staff:remove"
    PASSWORD = "staff:password"  # noqa: S105
    ROLE = "staff:role"
    CONNECTED = "staff:identity-connected"
    FACTOR = "staff:second-factor"
    FACTOR_RESET = "staff:second-factor-reset"
    RECOVERY_CODES = "staff:recovery-codes"
    RECOVERY_CODE_USED = "staff:recovery-code-used"
    PASSKEY_ADDED = "staff:passkey-added"
    PASSKEY_REMOVED = "staff:passkey-removed"


class SignInChange(Words):
    """What changed about how somebody signs in, in the words of the letter that tells them."""

    PASSWORD = "password", _("A new password was chosen for your account.")
    APP = "app", _("An authenticator app was set up for your account.")
    ANOTHER_APP = (
        "another-app",
        _("Another authenticator app was set up for your account. Codes of the earlier app work no longer."),
    )
    RECOVERY_CODES = "recovery-codes", _("New recovery codes were made for your account. Earlier ones work no longer.")
    RECOVERY_CODE_USED = "recovery-code-used", _("A recovery code was used to sign in to your account.")
    PASSKEY_ADDED = "passkey-added", _("A passkey was added to your account.")
    PASSKEY_REMOVED = "passkey-removed", _("A passkey was removed from your account.")
    FACTOR_RESET = (
        "factor-reset",
        _("Whoever runs this site took the second factor from your account, and signed you out everywhere."),
    )
    LINK = "link", _("Whoever runs this site made a link that signs in to your account once, within a day.")
    IDENTITY = "identity", _("Your account was connected with an identity at another site: it signs you in now, too.")
    NEW_BROWSER = "new-browser", _("Somebody signed in to your account in a browser that had not been used for it.")


@dataclass(frozen=True, slots=True)
class KnownBrowser:
    """A browser that an account signed in from before, by the cookie it was given then.

    Args:
        account_id: which account that was.
        browser_id: random; its tries are counted by it.
    """

    account_id: UUID
    browser_id: UUID


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a sign-in comes from.

    Args:
        network: as `limits.network_of` writes it.
        browser: its name and system in a few words, for the list of sessions; empty when it said nothing.
        known: what its cookie says of earlier sign-ins.
        language: of the page (BCP 47).
    """

    network: str
    browser: str = ""
    known: KnownBrowser | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Entrance:
    """How far somebody got at the door.

    Args:
        account_id: whose account it is.
        session_id: of the session that was opened; None while the second factor is still asked for.
        by_link: whether a one-time link let them in.
        by_recovery_code: whether a recovery code was used up for it.
    """

    account_id: UUID
    session_id: UUID | None
    by_link: bool
    by_recovery_code: bool = False


@dataclass(frozen=True, slots=True)
class SecondStep:
    """What the second step at the door asks somebody for, and who helps when it is lost.

    Args:
        has_app: whether they have an authenticator app.
        has_passkey: whether they have a passkey.
        is_only_owner: whether no other owner could take a lost factor from their account.
    """

    has_app: bool
    has_passkey: bool
    is_only_owner: bool


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One browser somebody is signed in on; moments in UTC.

    Args:
        id: of the session.
        network: the sign-in came from.
        browser: in a few words; empty when it said nothing of itself.
        started_at: since when.
        seen_at: when it was last there, to two minutes.
        is_here: whether it is the one at hand.
    """

    id: UUID
    network: str
    browser: str
    started_at: datetime
    seen_at: datetime
    is_here: bool


@dataclass(frozen=True, slots=True)
class AppToSetUp:
    """What an authenticator app has to know.

    Args:
        secret: in base32, for typing it.
        uri: `otpauth://totp/…`, for the QR code.
    """

    secret: str
    uri: str


@dataclass(frozen=True, slots=True)
class PasskeyAnswer:
    """What a browser brought back from an authenticator.

    Args:
        challenge: the token this browser was given for it; empty when it was given none.
        credential: `PublicKeyCredential` as JSON (WebAuthn Level 3, section 5.1), however it came.
    """

    challenge: str
    credential: str


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """A passkey of somebody's own; moments in UTC.

    Args:
        id: of the row.
        name: its owner gave it.
        made_at: when it was registered.
        used_at: when it signed in or proved last; None when it never has.
        backed_up: whether it is kept beyond the one device, as the authenticator said last.
    """

    id: UUID
    name: str
    made_at: datetime
    used_at: datetime | None
    backed_up: bool


@dataclass(frozen=True, slots=True)
class TeamRow:
    """Somebody who works here.

    Args:
        id: of the account.
        email: their address.
        role: what they are trusted with.
        has_factor: whether a second factor is asked of them at the door.
        sessions: how many browsers they are signed in on.
        was_entered: whether they have ever been here.
    """

    id: UUID
    email: str
    role: Role
    has_factor: bool
    sessions: int
    was_entered: bool
