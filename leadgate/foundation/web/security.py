"""What every answer carries, so that a page loads nothing foreign, is framed by nobody and is kept by no cache."""

from flask import Flask, Response, request

from leadgate.foundation.settings import Settings

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors {framers}"
)
STATIC_SECONDS = 31_536_000


def protect(app: Flask, settings: Settings) -> None:
    """Add the headers to every answer of an application, errors included.

    Args:
        app: before it has taken its first request.
        settings: which sites may frame what can be embedded, and whether all is https.
    """
    framers = " ".join(settings.embed_hosts) or "'none'"

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        embedded = (request.endpoint or "").endswith(".embed")
        headers.setdefault("Content-Security-Policy", CSP.format(framers=framers if embedded else "'none'"))
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if settings.secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        if request.endpoint == "static":
            headers["Cache-Control"] = f"public, max-age={STATIC_SECONDS}, immutable"
        else:
            headers.setdefault("Cache-Control", "no-store")
            headers.setdefault("Vary", "Cookie, Accept-Language")
        return response


def cookie_name(word: str, settings: Settings) -> str:
    """A cookie's name; bound to this host by its prefix wherever TLS allows it (RFC 6265bis, section 4.1.3.2).

    Args:
        word: what the cookie is for.
        settings: whether all is https.
    """
    return f"__Host-leadgate-{word}" if settings.secure else f"leadgate-{word}"


def is_prefetch() -> bool:
    """Whether the browser only looks ahead and nobody has clicked."""
    return "prefetch" in (request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", ""))


def asks_not_to_sell() -> bool:
    """Whether the browser sends the Global Privacy Control signal."""
    return request.headers.get("Sec-GPC") == "1"
