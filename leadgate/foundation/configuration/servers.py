"""Addresses of servers, as operators write them: passwords hold every sign there is.

Whoever made the address by hand seldom escaped `#`, `/`, `?`, `:` or `@` in the password, and every parser of RFC 3986
then takes a part of it for the port. The last `@` divides here, because none stands in what follows; what is escaped
already is taken as such.
"""

import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import idna

POSTGRES = ("postgresql+psycopg", "postgresql", "postgres", "postgresql+psycopg2")
"""How hosts and other programs hand the address out; there is one driver here."""
RELAY = re.compile(r"[a-z0-9-]{1,40}")
MAILBOXES = ("imaps", "imap", "pop3s", "pop3")
DOMAIN = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")
USUAL_PORTS = {"http": 80, "https": 443}
PATH = re.compile(r"(/(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+)*")
"""Of a place below the root of a host: unreserved signs alone (RFC 3986, section 2.3), and no steps up."""


def server_address(text: str, *schemes: str) -> str:
    """An address with a host, in the one form every library reads.

    Args:
        text: `scheme://[user[:password]@]host[:port][/path][?query]`, escaped or not.
        schemes: those that are taken.

    Raises:
        ValueError: it has another scheme, no host, or a port that is none.
    """
    scheme, _, rest = text.partition("://")
    if scheme.lower() not in schemes:
        raise ValueError(scheme)
    who, at, place = rest.rpartition("@")
    parts = urlsplit(f"{scheme.lower()}://{place}")
    if not parts.hostname or parts.port == 0 or any(sign.isspace() for sign in place):
        raise ValueError("no host")
    return f"{scheme.lower()}://{_escaped(who)}{at}{place}"


def _escaped(who: str) -> str:
    user, colon, password = who.partition(":")
    return quote(unquote(user), safe="") + colon + quote(unquote(password), safe="")


def smtp_address(text: str) -> str:
    """Of a mail server; nothing when none is set. Raises `ValueError` as `server_address` does."""
    address = server_address(text, "smtp", "smtps") if text else ""
    if urlsplit(address).path.strip("/") or urlsplit(address).query:
        raise ValueError("more than a server")
    return address


def relays(text: str) -> dict[str, str]:
    """Mail servers by name, with spaces between; none when none is set.

    Raises:
        ValueError: one has no name, another's name, or an address that is none.
    """
    named = [part.partition("=") for part in text.split()]
    if not all(RELAY.fullmatch(name) for name, _sign, _address in named) or len({one[0] for one in named}) < len(named):
        raise ValueError(text)
    found = {name: smtp_address(address) for name, _sign, address in named}
    if not all(found.values()):
        raise ValueError(text)
    return found


def mailbox_address(text: str) -> str:
    """Of a mailbox somebody signs in to; nothing when none is set.

    Raises:
        ValueError: as `server_address`, or no user stands in it.
    """
    address = server_address(text, *MAILBOXES) if text else ""
    if address and not urlsplit(address).username:
        raise ValueError("nobody to sign in as")
    return address


def domain(text: str) -> str:
    """A domain in A-labels (RFC 5891); nothing when none is set.

    Raises:
        ValueError: it is none.
    """
    name = idna.encode(text, uts46=True).decode() if text else ""
    if text and (not DOMAIN.fullmatch(name)):
        raise ValueError(text)
    return name


def redis_address(text: str) -> str:
    """Of a broker; nothing when none is set. Raises `ValueError` as `server_address` does."""
    if text.startswith("unix:///"):
        return text
    return server_address(text, "redis", "rediss") if text else ""


def database_address(text: str) -> str:
    """Of a database; nothing when none is set.

    Raises:
        ValueError: it is neither a file of SQLite nor a server of PostgreSQL.
    """
    if not text or (text.startswith("sqlite:///") and len(text) > len("sqlite:///")):
        return text
    scheme, _, rest = text.partition("://")
    _who, _at, place = rest.rpartition("@")
    if scheme.lower() in POSTGRES and place.startswith("/"):  # a socket, named in the query
        return text.replace(scheme, POSTGRES[0], 1)
    return server_address(text, *POSTGRES).replace(scheme.lower(), POSTGRES[0], 1)


def store_address(text: str) -> str:
    """Of a place for files; nothing when none is set.

    Raises:
        ValueError: it is neither a folder from the root nor a bucket.
    """
    parts = urlsplit(text)
    if text and not {
        "file": parts.netloc in ("", "localhost") and Path(parts.path).is_absolute(),
        "s3": bool(parts.netloc),
    }.get(parts.scheme, False):
        raise ValueError(text)
    return text


def base_address(text: str) -> str:
    """Of this installation, as people reach it: host names beyond ASCII in A-labels (RFC 5891, UTS 46).

    Browsers name no port that is the usual one, so it has none here either.

    Raises:
        ValueError: it is none people could open, or its path has signs that proxies write in several ways.
    """
    parts = urlsplit(text)
    path = parts.path.rstrip("/")
    if parts.scheme not in USUAL_PORTS or parts.query or parts.fragment or parts.username or not PATH.fullmatch(path):
        raise ValueError(text)
    host, port = _host(parts.hostname or ""), parts.port
    if host in ("0.0.0.0", "[::]"):  # noqa: S104 - refused
        raise ValueError("an address to listen at, and not to go to")
    return f"{parts.scheme}://{host}{f':{port}' if port not in (None, USUAL_PORTS[parts.scheme]) else ''}{path}"


def _host(name: str) -> str:
    if ":" in name:
        return f"[{name}]"
    return name if name.isascii() and name else idna.encode(name, uts46=True).decode()


def without_password(address: str) -> str:
    """An address to be shown: the password is left out wherever it stands, also in one that is wrong."""
    scheme, slashes, rest = address.partition("://")
    who, at, place = rest.rpartition("@")
    user, colon, _password = who.partition(":")
    shown = f"{scheme}{slashes}{user}{colon and ':…'}{at}{place}"
    return re.sub(r"(?<=password=)[^&]*", "…", shown, flags=re.IGNORECASE)
