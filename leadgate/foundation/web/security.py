"""What every answer carries, so that a page loads nothing foreign, is framed by nobody and is kept by no cache."""

from collections.abc import Iterable

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

from leadgate.foundation.installation import installation
from leadgate.foundation.settings import Settings

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors {framers}"
)
STATIC_SECONDS = 31_536_000
OF_ONE_PERSON = (("Cache-Control", "no-store"), ("Vary", "Cookie, Accept-Language"))


class StaffSessions(SecureCookieSessionInterface):
    """The staff's signed cookie, with a signer made once: Flask derives its key anew for every request."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The signer of the one application this belongs to."""
        self._signer = self._signer or super().get_signing_serializer(app)
        return self._signer

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """As Flask does, but for what caches keep: that is the same for everybody, and says nothing of a cookie.

        Args:
            app: the application.
            session: of the request.
            response: to it.
        """
        if not response.cache_control.public or session.modified:
            super().save_session(app, session, response)


def protect(app: Flask, settings: Settings) -> None:
    """Add the headers to every answer of an application, errors included.

    Args:
        app: before it has taken its first request.
        settings: whether all is https; which sites may frame what can be embedded is asked for each answer.
    """
    asset, page = _always(settings, "'none'"), of_page(settings)

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers, endpoint = response.headers, request.endpoint or ""
        if endpoint == "static":
            headers["Cache-Control"] = f"public, max-age={STATIC_SECONDS}, immutable"
            added = asset
        else:
            added = _embedded() if endpoint.endswith(".embed") else page
        headers.extend(missing(headers, added))
        return response


def _embedded() -> list[tuple[str, str]]:
    settings = installation().settings
    return [*_always(settings, " ".join(settings.embed_hosts) or "'none'"), *OF_ONE_PERSON]


def of_page(settings: Settings) -> list[tuple[str, str]]:
    """What every answer for one person carries, unless it says otherwise itself.

    Args:
        settings: whether all is https.
    """
    return [*_always(settings, "'none'"), *OF_ONE_PERSON]


def missing(headers: Iterable[tuple[str, str]], carried: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the headers every answer carries that this one has not.

    Args:
        headers: of the answer.
        carried: as `of_page` says.
    """
    # Looked through once: `setdefault` would do it for each of them.
    there = {name.lower() for name, _value in headers}
    return [(name, value) for name, value in carried if name.lower() not in there]


def _always(settings: Settings, framers: str) -> list[tuple[str, str]]:
    """What every answer carries unless it says otherwise itself."""
    carried = [
        ("Content-Security-Policy", CSP.format(framers=framers)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    if settings.secure:
        # Below a path the host is not ours alone, and what is below the host is none of our business.
        carried.append(
            ("Strict-Transport-Security", f"max-age=31536000{'' if settings.base_path else '; includeSubDomains'}")
        )
    return carried


def asks_not_to_sell() -> bool:
    """Whether the browser sends the Global Privacy Control signal."""
    return request.headers.get("Sec-GPC") == "1"
