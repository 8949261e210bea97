"""What a web server says for a site, so that a browser reaches nobody before the visitor said yes.

A script can only hold back what was marked: the browser's preload scanner is faster than any script. A
Content-Security-Policy in a header comes before both. So the server chooses it by the visitor's cookie: one list of
hosts for each purpose, empty unless this notice was answered with a yes to it. A cookie of an older notice lets nothing
through. A browser's signal (Global Privacy Control) ends what sells, unless it was ticked in spite of it.
"""

from collections.abc import Iterator
from enum import StrEnum
from urllib.parse import urlsplit

from leadgate.cookies.documents import CookiePurpose, Shown
from leadgate.cookies.types import COOKIE, ConsentMode

GOOGLE = ("*.google-analytics.com", "*.googletagmanager.com", "*.g.doubleclick.net")
"""Whom tags in the advanced mode reach before any answer."""
DIRECTIVES = ("script-src", "style-src", "img-src", "font-src", "connect-src", "media-src", "frame-src")
OWN = {"style-src": "'self' 'unsafe-inline'", "img-src": "'self' data:", "font-src": "'self' data:"}


class Server(StrEnum):
    """Who says it."""

    NGINX = "nginx"
    CADDY = "caddy"
    APACHE = "apache"
    HTML = "html"


def snippet(shown: Shown, short: str, base_url: str, server: Server) -> str:
    """What to put into a server's configuration, or into the head of pages.

    Args:
        shown: the notice.
        short: the beginning of its hash.
        base_url: of this installation, whose script is always let through.
        server: whose configuration.
    """
    parts = urlsplit(base_url)
    always = " ".join([f"{parts.scheme}://{parts.netloc}", *_always(shown)])
    return {Server.NGINX: _nginx, Server.CADDY: _caddy, Server.APACHE: _apache, Server.HTML: _html}[server](
        shown, short, always
    )


def _always(shown: Shown) -> Iterator[str]:
    for one in shown.described.purposes:
        if not one.kind.is_asked:
            yield from one.hosts
    if shown.described.consent_mode is ConsentMode.ADVANCED:
        yield from GOOGLE


def allowing(purpose: CookiePurpose, short: str) -> str:
    """What the header of cookies looks like where one says yes to a purpose, whole.

    It is `<notice>.<day>.<purposes>.<in spite>.<number>`. Whether the day is over the script knows, and no server.

    Args:
        purpose: one that is asked for.
        short: of the notice.
    """
    purposes = rf"(?:[a-z0-9_]+\+)*{purpose.slug}(?:\+[a-z0-9_]+)*"
    return rf"(?:.*; ?)?{COOKIE}={short}\.[0-9]+\.{purposes}\.[01]\.[0-9a-f]+(?:;.*)?$"


TWICE = f"{COOKIE}=.*{COOKIE}="
"""Two answers: one of them a host beside this one may have set, so neither counts until the visitor answers anew."""


def _in_spite(purpose: CookiePurpose, short: str) -> str:
    return allowing(purpose, short).replace("[01]", "1")


def _policy(always: str, variables: str) -> str:
    more = f" {variables}" if variables else ""
    lines = [f"{one} {OWN.get(one, chr(39) + 'self' + chr(39))} {always}{more}" for one in DIRECTIVES]
    return "; ".join(["default-src 'self'", *lines, "object-src 'none'", "base-uri 'self'"])


def _nginx(shown: Shown, short: str, always: str) -> str:
    asked = shown.described.asked
    maps = []
    for one in asked:
        hosts = " ".join(one.hosts)
        yes = f'    "~{TWICE}" "";\n    "~^[^:]*:{allowing(one, short)}" "{hosts}";'
        if one.sells:
            yes = (
                f'    "~{TWICE}" "";\n    "~^1:{_in_spite(one, short)}" "{hosts}";\n    "~^1:" "";\n'
                f'    "~^[^:]*:{allowing(one, short)}" "{hosts}";'
            )
        maps.append(f'map "$http_sec_gpc:$http_cookie" $lg_{one.slug} {{\n    default "";\n{yes}\n}}')
    policy = _policy(always, " ".join(f"$lg_{one.slug}" for one in asked))
    return (
        "# In the http block:\n" + "\n".join(maps) + "\n\n# In the server or location block of the site:\n"
        f'add_header Content-Security-Policy "{policy}" always;\nadd_header Vary "Cookie, Sec-GPC" always;\n'
    )


def _caddy(shown: Shown, short: str, always: str) -> str:
    asked = shown.described.asked
    maps = []
    for one in asked:
        hosts = " ".join(one.hosts)
        yes = f'\t"~^[^:]*:{allowing(one, short)}" "{hosts}"\n'
        if one.sells:
            yes = f'\t"~^1:{_in_spite(one, short)}" "{hosts}"\n\t"~^1:" ""\n' + yes
        yes = f'\t"~{TWICE}" ""\n{yes}'
        source = "{http.request.header.Sec-GPC}:{http.request.header.Cookie}"
        maps.append(f'map "{source}" {{lg_{one.slug}}} {{\n{yes}\tdefault ""\n}}')
    policy = _policy(always, " ".join(f"{{lg_{one.slug}}}" for one in asked))
    return (
        "# In the block of the site:\n" + "\n".join(maps) + f'\nheader Content-Security-Policy "{policy}"\n'
        'header Vary "Cookie, Sec-GPC"\n'
    )


def _apache(shown: Shown, short: str, always: str) -> str:
    asked = shown.described.asked
    lines = []
    for one in asked:
        name = f"lg_{one.slug}"
        hosts = " ".join(one.hosts)
        # Without a value Apache would set it to 1, which is a host; what is the site's own is let through anyway.
        nothing = f"{name}='self'"
        lines.append(f'SetEnvIf Request_URI "^" "{nothing}"')
        lines.append(f'SetEnvIf Cookie "^{allowing(one, short)}" "{name}={hosts}"')
        if one.sells:
            lines.append(f'SetEnvIf Sec-GPC "^1$" "{nothing}"')
            # Both have to hold; the second is only looked at where the first said so.
            lines.append(f'SetEnvIf Cookie "^{_in_spite(one, short)}" "{name}={hosts}"')
        lines.append(f'SetEnvIf Cookie "{TWICE}" "{nothing}"')
    policy = _policy(always, " ".join(f"%{{lg_{one.slug}}}e" for one in asked))
    return (
        "# With mod_setenvif and mod_headers, in the virtual host of the site:\n"
        + "\n".join(lines)
        + f'\nHeader always set Content-Security-Policy "{policy}"\nHeader always append Vary "Cookie, Sec-GPC"\n'
    )


def _html(shown: Shown, _short: str, always: str) -> str:
    asked = [f"{one.slug}: {' '.join(one.hosts)}" for one in shown.described.asked if one.hosts]
    told = "\n".join(f"     {line}" for line in asked)
    return (
        "<!-- The first element of the head. It lets nobody through who needs a yes, and cannot change with it:\n"
        f"     where pages are made by a program, add the hosts of what the cookie {COOKIE} allows to each list:\n"
        f"{told} -->\n"
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(always, "")}">\n'
    )
