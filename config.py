"""Settings of this installation, read from the environment (or a `.env` file) once.

Rooms never import this module: they are given a `Settings`.
"""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from cryptography.x509 import load_pem_x509_certificates

from leadgate.foundation.calling.destinations import Reach, destination_of
from leadgate.foundation.calling.errors import CallFailed
from leadgate.foundation.permissions import Role
from leadgate.foundation.settings import (
    AgeOfConsent,
    Controller,
    DisposableDomains,
    FilesSentBy,
    OpenIdProvider,
    Settings,
    TimeStampAuthority,
)
from leadgate.verifier.cosignatures import witness_in
from leadgate.verifier.reading import Unreadable
from leadgate.witness.watching import watched_in

KNOWN = {
    "LEADGATE_DATA_DIR": "./var",
    "LEADGATE_BASE_URL": "http://127.0.0.1:8000",
    "LEADGATE_DATABASE_URL": "",
    "LEADGATE_REDIS_URL": "",
    "LEADGATE_SMTP_URL": "",
    "LEADGATE_MAIL_FROM": "leadgate@localhost.localdomain",
    "LEADGATE_STORAGE_URL": "",
    "LEADGATE_SECRET_KEY": "",
    "LEADGATE_MASTER_KEY": "",
    "LEADGATE_CONTROLLER_NAME": "Example Controller",
    "LEADGATE_CONTROLLER_EMAIL": "privacy@localhost.localdomain",
    "LEADGATE_CONTROLLER_ADDRESS": "1 Example Street, Exampletown",
    "LEADGATE_LANGUAGES": "en,zh-Hant",
    "LEADGATE_TRUSTED_PROXIES": "",
    "LEADGATE_RATE_LIMITS": "on",
    "LEADGATE_FORM_MIN_SECONDS": "2",
    "LEADGATE_UPLOAD_LIMIT_MB": "200",
    "LEADGATE_DISPOSABLE_DOMAINS": "ignore",
    "LEADGATE_FILES_SENT_BY": "leadgate",
    "LEADGATE_AGE_OF_CONSENT": "13",
    "LEADGATE_PROOF_OF_WORK": "off",
    "LEADGATE_EMBED_HOSTS": "",
    "LEADGATE_ACCENT": "#0b6e4f",
    "LEADGATE_HOLIDAYS": "DE",
    "LEADGATE_AUTHORITY": "",
    "LEADGATE_OIDC_ISSUER": "",
    "LEADGATE_OIDC_CLIENT_ID": "",
    "LEADGATE_OIDC_CLIENT_SECRET": "",
    "LEADGATE_OIDC_LABEL": "OpenID Connect",
    "LEADGATE_OIDC_ROLE_CLAIM": "",
    "LEADGATE_OIDC_ROLES": "",
    "LEADGATE_WITNESSES": "",
    "LEADGATE_WITNESSED_LOGS": "",
    "LEADGATE_OWN_NETWORKS": "",
    "LEADGATE_AUDITOR_EMAIL": "",
    "LEADGATE_AUDITOR_DAYS": "7",
    "LEADGATE_TSA_URL": "",
    "LEADGATE_TSA_CERTIFICATE": "",
}
TSA_WANTED = "an address, with a file of its certificates (PEM) in LEADGATE_TSA_CERTIFICATE"
EVERYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))
SENT_BY_WANTED = "leadgate; nginx with files in a folder; or s3 with LEADGATE_STORAGE_URL=s3://…"
SPOKEN = ("en", "zh-Hant")
T = TypeVar("T")
KEYS = {"LEADGATE_SECRET_KEY": "secret.key", "LEADGATE_MASTER_KEY": "master.key"}
"""The settings that are kept in the data folder when they are unset."""
KEY_CHARACTERS = 32


class WrongSetting(Exception):
    """A setting that cannot be used, with a sentence that names it."""


class MissingKey(WrongSetting):
    """One of the two keys is nowhere. Another in its place would open nothing, so only a new installation gets one.

    Args:
        name: of the setting.
        path: where the key is kept when that is unset.
        database_url: of the installation that has no key.
    """

    def __init__(self, name: str, path: Path, database_url: str) -> None:
        super().__init__(
            f"There is no {path.name} in {path.parent} and {name} is not set: put the copy of the key back (only a new "
            "installation is given one, by: leadgate migrate). Nothing was changed."
        )
        self.database_url = database_url


def load(
    environ: Mapping[str, str] | None = None, dotenv: Path = Path(".env"), *, makes_keys: bool = False
) -> Settings:
    """Read and check every setting.

    Args:
        environ: what is set; the environment of this process when it is not said.
        dotenv: a file with more.
        makes_keys: whether the installation is new: keys that are unset are made in the data folder.

    Raises:
        MissingKey: one of the two keys is unset, not in the data folder, and not to be made.
        WrongSetting: naming the setting and what it should look like.
    """
    given = {**_dotenv(dotenv), **(os.environ if environ is None else environ)}
    given = {name: value for name, value in given.items() if name.startswith("LEADGATE_")}
    if unknown := sorted(given.keys() - KNOWN.keys()):
        raise WrongSetting(f"{unknown[0]} is not a setting of leadgate; see docs/settings.md.")
    read = {name: given.get(name, "").strip() or default for name, default in KNOWN.items()}
    data_dir = Path(read["LEADGATE_DATA_DIR"]).resolve()
    given_database = _check(read, "LEADGATE_DATABASE_URL", _database, "sqlite:///… or postgresql+psycopg://…")
    database_url = given_database or f"sqlite:///{data_dir / 'leadgate.db'}"

    def key(name: str) -> bytes:
        path = data_dir / KEYS[name]
        if read[name]:
            return _given_key(name, read[name])
        try:
            return _kept_key(path)
        except (FileNotFoundError, NotADirectoryError) as missing:
            if not makes_keys:
                raise MissingKey(name, path, database_url) from missing
        _make_key(path)
        return _kept_key(path)

    return Settings(
        data_dir=data_dir,
        base_url=_check(read, "LEADGATE_BASE_URL", _base_url, "an address such as https://guides.example.org"),
        database_url=database_url,
        redis_url=_check(read, "LEADGATE_REDIS_URL", _scheme("redis", "rediss", "unix"), "redis://host:port/0") or None,
        smtp_url=_check(read, "LEADGATE_SMTP_URL", _scheme("smtp", "smtps"), "smtp://user:pass@host:port") or None,
        mail_from=_check(read, "LEADGATE_MAIL_FROM", _address, "one mail address"),
        storage_url=_check(read, "LEADGATE_STORAGE_URL", _scheme("file", "s3"), "file:///… or s3://bucket/prefix")
        or (data_dir / "files").as_uri(),
        secret_key=key("LEADGATE_SECRET_KEY"),
        master_key=key("LEADGATE_MASTER_KEY"),
        master_key_file=None if read["LEADGATE_MASTER_KEY"] else data_dir / KEYS["LEADGATE_MASTER_KEY"],
        controller=Controller(
            name=read["LEADGATE_CONTROLLER_NAME"],
            email=_check(read, "LEADGATE_CONTROLLER_EMAIL", _address, "one mail address"),
            address=read["LEADGATE_CONTROLLER_ADDRESS"],
        ),
        languages=_check(read, "LEADGATE_LANGUAGES", _languages, "a list out of: en, zh-Hant"),
        trusted_proxies=_check(read, "LEADGATE_TRUSTED_PROXIES", _networks, "networks such as 10.0.0.0/8"),
        rate_limits=_check(read, "LEADGATE_RATE_LIMITS", _on_off, "on or off"),
        form_min_seconds=_check(read, "LEADGATE_FORM_MIN_SECONDS", _seconds, "seconds from 0 to 60"),
        upload_limit_bytes=_check(read, "LEADGATE_UPLOAD_LIMIT_MB", _megabytes, "megabytes from 1 to 10000"),
        disposable_domains=_check(read, "LEADGATE_DISPOSABLE_DOMAINS", DisposableDomains, "ignore, warn or refuse"),
        files_sent_by=_check(read, "LEADGATE_FILES_SENT_BY", _files_sent_by(read), SENT_BY_WANTED),
        age_of_consent=_check(read, "LEADGATE_AGE_OF_CONSENT", _ages, "years from 13 to 16, such as 13,DE=16"),
        proof_of_work=_check(read, "LEADGATE_PROOF_OF_WORK", _on_off, "on or off"),
        embed_hosts=_check(read, "LEADGATE_EMBED_HOSTS", _origins, "origins such as https://www.example.org"),
        holidays=_check(read, "LEADGATE_HOLIDAYS", _country, "a country such as DE, or a part of one such as US-CA"),
        authority=read["LEADGATE_AUTHORITY"],
        openid=_openid(read),
        witnesses=_check(
            read, "LEADGATE_WITNESSES", _witnesses, "pairs such as https://witness.example KEY, or KEY alone"
        ),
        witnessed_logs=_check(read, "LEADGATE_WITNESSED_LOGS", _logs, "verifier keys of logs, with commas between"),
        own_networks=_check(read, "LEADGATE_OWN_NETWORKS", _networks, "networks such as 10.0.0.0/8"),
        time_stamps=_check(read, "LEADGATE_TSA_URL", _time_stamps(read), TSA_WANTED),
        auditor_email=_check(read, "LEADGATE_AUDITOR_EMAIL", _address, "one mail address")
        if read["LEADGATE_AUDITOR_EMAIL"]
        else None,
        auditor_every=_check(read, "LEADGATE_AUDITOR_DAYS", _days, "days from 1 to 366"),
        accent=_check(read, "LEADGATE_ACCENT", _colour, "a colour such as #0b6e4f"),
    )


def _check(read: Mapping[str, str], name: str, parse: Callable[[str], T], wanted: str) -> T:
    try:
        return parse(read[name])
    except (ValueError, KeyError, OSError, Unreadable, CallFailed) as refusal:
        raise WrongSetting(f"{name} should be {wanted}.") from refusal


def _openid(read: Mapping[str, str]) -> OpenIdProvider | None:
    issuer = _check(read, "LEADGATE_OIDC_ISSUER", _issuer, "https://… exactly as the provider's tokens say it")
    claim, roles = read["LEADGATE_OIDC_ROLE_CLAIM"], _check(read, "LEADGATE_OIDC_ROLES", _roles, "value=role,…")
    if not issuer:
        return None
    if bool(claim) != bool(roles):
        raise WrongSetting("LEADGATE_OIDC_ROLE_CLAIM and LEADGATE_OIDC_ROLES go together: set both, or neither.")
    for name in ("LEADGATE_OIDC_CLIENT_ID", "LEADGATE_OIDC_CLIENT_SECRET"):
        if not read[name]:
            raise WrongSetting(f"{name} should be what the provider gave this site, as LEADGATE_OIDC_ISSUER is set.")
    known_as = read["LEADGATE_OIDC_CLIENT_ID"], read["LEADGATE_OIDC_CLIENT_SECRET"]
    return OpenIdProvider(issuer, *known_as, read["LEADGATE_OIDC_LABEL"], claim or None, roles)


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.partition("=") for line in path.read_text("utf-8").splitlines() if "=" in line)
    return {name.strip(): value.strip().strip("'\"") for name, _, value in lines if not name.startswith("#")}


def _given_key(name: str, text: str) -> bytes:
    if len(text) < KEY_CHARACTERS:
        raise WrongSetting(f"{name} should be at least {KEY_CHARACTERS} random characters.")
    return text.encode()


def _kept_key(path: Path) -> bytes:
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


def _make_key(path: Path) -> None:
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


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.path.strip("/"):
        raise ValueError(text)
    return text.rstrip("/")


def _issuer(text: str) -> str:
    parts = urlsplit(text)
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if text and (
        not parts.hostname or parts.query or parts.fragment or parts.scheme not in ("https", "http"[: 4 * here])
    ):
        raise ValueError(text)
    return text


def _roles(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [part.strip().rpartition("=") for part in text.split(",") if part.strip()]
    if not all(value.strip() for value, _, _ in pairs):
        raise ValueError(text)
    return tuple((value.strip(), Role(role.strip()).value) for value, _, role in pairs)


def _files_sent_by(read: Mapping[str, str]) -> Callable[[str], FilesSentBy]:
    def parsed(text: str) -> FilesSentBy:
        chosen, in_s3 = FilesSentBy(text), read["LEADGATE_STORAGE_URL"].startswith("s3:")
        if (chosen is FilesSentBy.S3 and not in_s3) or (chosen is FilesSentBy.NGINX and in_s3):
            raise ValueError(text)
        return chosen

    return parsed


def _database(text: str) -> str:
    if text and not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError(text)
    return text


def _scheme(*schemes: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text and urlsplit(text).scheme not in schemes:
            raise ValueError(text)
        return text

    return parse


def _address(text: str) -> str:
    if not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", text):
        raise ValueError(text)
    return text


def _languages(text: str) -> tuple[str, ...]:
    asked = tuple(part.strip() for part in text.split(",") if part.strip())
    if not asked or not set(asked) <= set(SPOKEN):
        raise ValueError(text)
    return asked


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def _witnesses(text: str) -> tuple[tuple[str, str], ...]:
    words = [part.split() for part in text.split(",") if part.strip()]
    pairs = [pair if len(pair) > 1 else ["", *pair] for pair in words]
    for url, key in pairs:
        witness_in(key)
        if url:
            destination_of(url, Reach.SELF_PROVING, EVERYWHERE)
    return tuple((url.rstrip("/"), key) for url, key in pairs)


def _time_stamps(read: Mapping[str, str]) -> Callable[[str], TimeStampAuthority | None]:
    def parse(url: str) -> TimeStampAuthority | None:
        path = read["LEADGATE_TSA_CERTIFICATE"]
        if not url and not path:
            return None
        destination_of(url, Reach.SELF_PROVING, EVERYWHERE)
        return TimeStampAuthority(url, tuple(load_pem_x509_certificates(Path(path).read_bytes())))

    return parse


def _logs(text: str) -> tuple[str, ...]:
    entries = tuple(part.strip() for part in text.split(",") if part.strip())
    watched_in(entries)
    return entries


def _on_off(text: str) -> bool:
    return {"on": True, "off": False}[text]


def _seconds(text: str) -> float:
    if not 0 <= float(text) <= 60:
        raise ValueError(text)
    return float(text)


def _days(text: str) -> timedelta:
    if not 1 <= int(text) <= 366:
        raise ValueError(text)
    return timedelta(days=int(text))


def _megabytes(text: str) -> int:
    if not 1 <= int(text) <= 10_000:
        raise ValueError(text)
    return int(text) * 1_000_000


def _ages(text: str) -> AgeOfConsent:
    own, *others = (part.strip() for part in text.split(","))
    by_country = {country.upper(): int(age) for country, age in (other.split("=") for other in others)}
    if not all(13 <= age <= 16 for age in (int(own), *by_country.values())):
        raise ValueError(text)
    return AgeOfConsent(int(own), by_country)


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(part.strip().rstrip("/") for part in text.split(",") if part.strip())
    if not all(re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", origin) for origin in origins):
        raise ValueError(text)
    return origins


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", text):
        raise ValueError(text)
    return text


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError(text)
    return text
