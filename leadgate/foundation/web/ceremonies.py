"""The two ceremonies of WebAuthn, as the library does them; what is kept and what it counts for is decided elsewhere.

The library is imported when the first passkey is used: most processes never need it.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _

from leadgate.foundation.calling.destinations import is_address
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation

BROWSER_MILLISECONDS = 120_000
"""How long a browser waits for somebody's finger."""


class WrongPasskey(Refusal):
    """An answer of a passkey that does not hold: another site's, an old one, one of a device nobody registered."""

    is_guess = True
    sentence = _("This passkey was not accepted. Please try once more, or sign in another way.")


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """This site, as authenticators know it.

    Args:
        id: the host of `LEADGATE_BASE_URL`; a passkey made for one works for no other.
        origin: scheme, host and port as browsers write them (RFC 6454), without a port that is the usual one.
    """

    id: str
    origin: str

    @property
    def takes_passkeys(self) -> bool:
        """Whether browsers make passkeys for it: by https or on `localhost`, and never for a bare network address."""
        return not is_address(self.id) and (self.origin.startswith("https://") or self.id == "localhost")


@dataclass(frozen=True, slots=True)
class Registered:
    """What an authenticator said of a passkey it made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    verified: bool
    backup_eligible: bool
    backed_up: bool


@dataclass(frozen=True, slots=True)
class Asserted:
    """What an authenticator said as it signed."""

    sign_count: int
    verified: bool
    backup_eligible: bool
    backed_up: bool


def relying_party() -> RelyingParty:
    """This installation, by `LEADGATE_BASE_URL` alone: no header of a request has a say in it."""
    origin = installation().settings.origin
    return RelyingParty(urlsplit(origin).hostname or "", origin)


def creation_options(challenge: str, account: bytes, email: str, known: list[bytes]) -> str:
    """What a browser asks an authenticator for a new passkey with.

    Args:
        challenge: the token it has to sign.
        account: the account's random id, which the authenticator keeps (the user handle).
        email: for the authenticator's own list.
        known: the passkeys that are there, so that no device is registered twice.

    Returns:
        `PublicKeyCredentialCreationOptions` as JSON: no attestation, kept in the device where it can.
    """
    import webauthn
    from webauthn.helpers import structs

    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=relying_party().id,
            rp_name=installation().settings.controller.name,
            user_id=account,
            user_name=email,
            challenge=challenge.encode(),
            timeout=BROWSER_MILLISECONDS,
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.PREFERRED,
                user_verification=structs.UserVerificationRequirement.PREFERRED,
            ),
            exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=one) for one in known],
        )
    )


def request_options(challenge: str, known: list[bytes], *, verified: bool) -> str:
    """What a browser asks an authenticator to sign with.

    Args:
        challenge: the token it has to sign.
        known: the passkeys it may be; none of them means that the authenticator says whose it is.
        verified: whether a fingerprint, face or PIN is required and not only preferred.

    Returns:
        `PublicKeyCredentialRequestOptions` as JSON.
    """
    import webauthn
    from webauthn.helpers import structs

    wanted = structs.UserVerificationRequirement
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=relying_party().id,
            challenge=challenge.encode(),
            timeout=BROWSER_MILLISECONDS,
            allow_credentials=[structs.PublicKeyCredentialDescriptor(id=one) for one in known],
            user_verification=wanted.REQUIRED if verified else wanted.PREFERRED,
        )
    )


def registered(challenge: str, credential: str) -> Registered:
    """Check the answer to `creation_options` (WebAuthn Level 3, section 7.1).

    Args:
        challenge: the token it was asked with.
        credential: as the browser sent it.

    Returns:
        What there is to keep of the new passkey.

    Raises:
        WrongPasskey: for another challenge, origin or site, nobody touched the device, or it is malformed.
    """
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException
    from webauthn.helpers.structs import CredentialDeviceType

    here = relying_party()
    try:
        found = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge.encode(),
            expected_rp_id=here.id,
            expected_origin=here.origin,
        )
    except (WebAuthnException, ValueError) as refusal:
        raise WrongPasskey from refusal
    eligible = found.credential_device_type == CredentialDeviceType.MULTI_DEVICE
    key, count = found.credential_public_key, found.sign_count
    return Registered(found.credential_id, key, count, found.user_verified, eligible, found.credential_backed_up)


def named_in(credential: str) -> tuple[bytes, bytes | None]:
    """Which passkey an answer says it is of, and whose, before anything of it is believed.

    Args:
        credential: as the browser sent it.

    Returns:
        The credential's id, and the user handle where the authenticator gave one.

    Raises:
        WrongPasskey: it is malformed.
    """
    from webauthn.helpers import parse_authentication_credential_json
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        read = parse_authentication_credential_json(credential)
    except (WebAuthnException, ValueError) as refusal:
        raise WrongPasskey from refusal
    return read.raw_id, read.response.user_handle


def asserted(challenge: str, credential: str, public_key: bytes, sign_count: int, *, verified: bool) -> Asserted:
    """Check the answer to `request_options` (WebAuthn Level 3, section 7.2), its signature and its counter.

    Args:
        challenge: the token it was asked with.
        credential: as the browser sent it.
        public_key: of the passkey, as it was registered (COSE).
        sign_count: the counter it had last; one that does not grow is a copy, unless both are 0.
        verified: whether it has to say that it verified its owner.

    Returns:
        What it said, its counter among it.

    Raises:
        WrongPasskey: for another challenge, origin or site, a signature that is not the passkey's, or as above.
    """
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException
    from webauthn.helpers.structs import CredentialDeviceType

    here = relying_party()
    try:
        found = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge.encode(),
            expected_rp_id=here.id,
            expected_origin=here.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=verified,
        )
    except (WebAuthnException, ValueError) as refusal:
        raise WrongPasskey from refusal
    eligible = found.credential_device_type == CredentialDeviceType.MULTI_DEVICE
    return Asserted(found.new_sign_count, found.user_verified, eligible, found.credential_backed_up)
