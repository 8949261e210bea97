"""What goes out to a provider of OpenID Connect, and what its word is once it was checked."""

from dataclasses import dataclass

from leadgate.foundation.permissions import Role


@dataclass(frozen=True, slots=True)
class Attested:
    """What a provider of OpenID Connect says of somebody, after every check of its word.

    Args:
        issuer: who says it.
        subject: who it is, in the issuer's own terms; never used for anybody else.
        email: in small letters, where the issuer has verified it; None otherwise.
        role: what they are trusted with by the settings' map; None where no value of it is met, or there is no map.
        proven_at: when they showed the issuer who they are, in seconds since 1970 (UTC); None when it does not say.
    """

    issuer: str
    subject: str
    email: str | None
    role: Role | None
    proven_at: int | None


@dataclass(frozen=True, slots=True)
class Errand:
    """A journey to a provider and back, as the browser that makes it remembers it.

    Args:
        purpose: what is done on return.
        state, nonce, verifier: what ties the answer, the token and the code to this browser.
        begun_at: seconds since 1970, UTC.
        onward: where they wanted to go.
    """

    purpose: str
    state: str
    nonce: str
    verifier: str
    begun_at: int
    onward: str | None
