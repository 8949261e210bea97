"""OpenID Connect Core 1.0 as a relying party: discovery, the authorization code with PKCE, and the ID token's checks.

Authlib and joserfc know PKCE, JOSE and the claims; calls go through `foundation.calling`, with its deadline, its bound
and no redirects. The issuer is a setting of the operator's and not what a visitor typed, so it (and the endpoints it
names) may stand on a private network: that is where an organisation's own provider usually is.
"""

import secrets
from base64 import b64encode
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote_plus, urlencode

import msgspec

from leadgate.foundation import clock
from leadgate.foundation.calling.destinations import Reach, destination_of
from leadgate.foundation.calling.errors import CallFailed
from leadgate.foundation.calling.posting import HttpResponse, get, post
from leadgate.foundation.errors import NotFound
from leadgate.foundation.installation import installation
from leadgate.foundation.openid.errors import ProviderFailed, WrongIdentity
from leadgate.foundation.openid.types import Attested, Errand
from leadgate.foundation.permissions import Role
from leadgate.foundation.settings import OpenIdProvider

T = TypeVar("T")
SECONDS = 5.0
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"]
"""Signatures under a key of the provider's alone: no `none`, and no HMAC, whose key a client has, too."""
LEEWAY_SECONDS = 60
OPEN_FOR = timedelta(minutes=10)
KEPT_FOR = timedelta(minutes=10)
LEFT_ALONE_FOR = timedelta(seconds=10)


class Metadata(msgspec.Struct, frozen=True):
    """What is used of a provider's metadata (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False
    end_session_endpoint: str = ""


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str
    access_token: str = ""


class _Keys(msgspec.Struct, frozen=True):
    keys: list[dict[str, Any]]


_known: dict[str, tuple[float, Metadata | None]] = {}
"""By issuer, with when it was asked; None when it failed. A stranger who presses the button often has nobody called."""


def provider() -> OpenIdProvider:
    """The provider of the settings.

    Raises:
        NotFound: there is none.
    """
    if (found := installation().settings.openid) is None:
        raise NotFound
    return found


def discovered() -> Metadata:
    """The provider's metadata.

    Raises:
        ProviderFailed: it does not answer, answers something else, or calls itself otherwise than the setting does.
    """
    issuer, now = provider().issuer, clock.now().timestamp()
    asked_at, found = _known.get(issuer, (0.0, None))
    if 0 <= now - asked_at < (KEPT_FOR if found else LEFT_ALONE_FOR).total_seconds():
        if found is None:
            raise ProviderFailed
        return found
    try:
        found = _metadata_of(issuer)
    except ProviderFailed:
        _known[issuer] = (now, None)
        raise
    _known[issuer] = (now, found)
    return found


def _metadata_of(issuer: str) -> Metadata:
    metadata = _read(_asked(issuer.rstrip("/") + "/.well-known/openid-configuration"), Metadata)
    try:
        for leads_to in filter(None, (metadata.authorization_endpoint, metadata.end_session_endpoint)):
            destination_of(leads_to, Reach.ANY_NETWORK)
    except CallFailed as refusal:
        raise ProviderFailed from refusal
    if metadata.issuer != issuer:
        raise ProviderFailed
    return metadata


def errand(purpose: str, onward: str | None) -> Errand:
    """A new journey: 256 random bits each for what ties its parts together.

    Args:
        purpose: what is done on return.
        onward: where they wanted to go.
    """
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Errand(purpose, state, nonce, verifier, int(clock.now().timestamp()), onward)


def address_for(journey: Errand, *, afresh: bool) -> str:
    """Where the browser is sent to.

    Args:
        journey: as `errand` made it.
        afresh: whether they are to show who they are even if they are signed in over there.

    Raises:
        ProviderFailed: as for `discovered`.
    """
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    more = {"prompt": "login", "max_age": "0"} if afresh else {}
    return str(
        prepare_grant_uri(
            discovered().authorization_endpoint,
            provider().client_id,
            "code",
            redirect_uri=_return_address(),
            scope="openid email profile",
            state=journey.state,
            nonce=journey.nonce,
            code_challenge=create_s256_code_challenge(journey.verifier),
            code_challenge_method="S256",
            **more,
        )
    )


def sign_out_address() -> str | None:
    """Where somebody ends their session over there, too (OpenID Connect RP-Initiated Logout 1.0, section 2).

    No ID token goes along as a hint, because none is kept: the provider asks them instead.

    Returns:
        The address, from which the provider leads back to the staff's door; None when it ends no sessions.

    Raises:
        NotFound: there is no provider.
        ProviderFailed: as for `discovered`.
    """
    endpoint = discovered().end_session_endpoint
    if not endpoint:
        return None
    back = {"client_id": provider().client_id, "post_logout_redirect_uri": f"{_base()}/staff/sign-in"}
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(back)}"


def _base() -> str:
    return installation().settings.base_url


def _return_address() -> str:
    return f"{_base()}/staff/openid/return"


def attested(journey: Errand | None, answer: Mapping[str, str]) -> Attested:
    """What the provider says of whoever came back.

    Args:
        journey: what this browser remembers of its beginning; None when it remembers none.
        answer: `state`, `code` and `iss` as they stood in the address of the return.

    Raises:
        WrongIdentity: it was begun elsewhere or too long ago, comes from another issuer (RFC 9207), or the ID token is
            not the provider's, for this site, for this journey, and of now.
        ProviderFailed: the provider does not answer, or refuses the code.
    """
    now = int(clock.now().timestamp())
    if journey is None or now - journey.begun_at > OPEN_FOR.total_seconds():
        raise WrongIdentity
    if not secrets.compare_digest(journey.state.encode(), answer.get("state", "").encode()) or not answer.get("code"):
        raise WrongIdentity
    metadata = discovered()
    says = answer.get("iss") or None
    if says != metadata.issuer and (says or metadata.authorization_response_iss_parameter_supported):
        raise WrongIdentity
    tokens = _exchanged(metadata, journey, answer["code"])
    return _said_by(_claims(metadata, journey, tokens))


def _exchanged(metadata: Metadata, journey: Errand, code: str) -> _Tokens:
    ours = provider()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": _return_address(),
        "code_verifier": journey.verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if "client_secret_basic" in metadata.token_endpoint_auth_methods_supported:
        known_as = f"{quote_plus(ours.client_id)}:{quote_plus(ours.client_secret)}"
        headers["Authorization"] = f"Basic {b64encode(known_as.encode()).decode()}"
    else:
        form |= {"client_id": ours.client_id, "client_secret": ours.client_secret}
    body = urlencode(form).encode()
    try:
        answer = post(metadata.token_endpoint, body, headers, reach=Reach.ANY_NETWORK, seconds=SECONDS)
    except CallFailed as trouble:
        raise ProviderFailed from trouble
    return _read(answer, _Tokens)


def _claims(metadata: Metadata, journey: Errand, tokens: _Tokens) -> dict[str, Any]:
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    ours, keys = provider().client_id, _read(_asked(metadata.jwks_uri), _Keys)
    try:
        token = jwt.decode(tokens.id_token, KeySet.import_key_set({"keys": keys.keys}), algorithms=ALGORITHMS)
        claims = CodeIDToken(
            token.claims,
            token.header,
            {"iss": {"essential": True, "value": metadata.issuer}, "aud": {"essential": True, "value": ours}},
            {"nonce": journey.nonce, "client_id": ours, "access_token": tokens.access_token},
        )
        claims.validate(now=int(clock.now().timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError, KeyError) as refusal:
        raise WrongIdentity from refusal
    # Other audiences beside us would be parties that could show us a token made for them (section 3.1.3.7).
    if claims["aud"] not in (ours, [ours]):
        raise WrongIdentity
    return dict(claims)


def _said_by(claims: dict[str, Any]) -> Attested:
    subject, email = claims["sub"], claims.get("email")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise WrongIdentity
    # True itself: a text that says "false" is true for Python.
    verified = claims.get("email_verified") is True and isinstance(email, str)
    moment = claims.get("auth_time")
    proven_at = int(moment) if isinstance(moment, int | float) else None
    return Attested(claims["iss"], subject, str(email).strip().lower() if verified else None, _role(claims), proven_at)


def _role(claims: dict[str, Any]) -> Role | None:
    ours = provider()
    held = claims.get(ours.role_claim) if ours.role_claim else None
    values = held if isinstance(held, list) else [held]
    return next((Role(role) for value, role in ours.roles if value in values), None)


def _asked(url: str) -> HttpResponse:
    try:
        return get(url, {"Accept": "application/json"}, reach=Reach.ANY_NETWORK, seconds=SECONDS)
    except CallFailed as trouble:
        raise ProviderFailed from trouble


def _read(answer: HttpResponse, kind: type[T]) -> T:
    try:
        if not answer.is_taken:
            raise ProviderFailed
        return msgspec.json.decode(answer.body, type=kind)
    except msgspec.MsgspecError as refusal:
        raise ProviderFailed from refusal
