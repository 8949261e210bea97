"""Settings of this installation, read from the environment (or a `.env` file) once.

Rooms never import this module: they are given a `Settings`.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from leadgate.foundation.configuration import parsing, servers
from leadgate.foundation.configuration.choices import GIVEN_TOO
from leadgate.foundation.configuration.errors import WrongSetting
from leadgate.foundation.configuration.given import given_in, refuse_unknown
from leadgate.foundation.configuration.key_files import given_key, kept_key, make_key
from leadgate.foundation.configuration.mail_secrets import dkim_keys, mail_hooks
from leadgate.foundation.configuration.reading import Reading
from leadgate.foundation.settings import Controller, DisposableDomains, OpenIdProvider, Settings, SmtpTls
from leadgate.witness import settings as witness_settings

KNOWN = {
    "LEADGATE_DATA_DIR": "./var",
    "LEADGATE_BASE_URL": "http://127.0.0.1:8000",
    "LEADGATE_DATABASE_URL": "",
    "LEADGATE_REDIS_URL": "",
    "LEADGATE_SMTP_URL": "",
    "LEADGATE_SMTP_TLS": "offered",
    "LEADGATE_SMTP_CERTIFICATE": "",
    "LEADGATE_MAIL_FROM": "leadgate@localhost.localdomain",
    "LEADGATE_SMTP_RELAYS": "",
    "LEADGATE_MAIL_RATE": "0",
    "LEADGATE_DKIM_KEY": "",
    "LEADGATE_DKIM_SELECTOR": "",
    "LEADGATE_MAIL_HOOKS": "",
    "LEADGATE_BOUNCE_DOMAIN": "",
    "LEADGATE_BOUNCE_MAILBOX": "",
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
    "LEADGATE_TIME_ZONE": "UTC",
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
    "LEADGATE_COOKIE_CHOICE_DAYS": "180",
    "LEADGATE_SCAN_BROWSER": "",
    "LEADGATE_SCAN_PRIVATE": "off",
}
LOGS_WANTED = "verifier keys of logs, with commas between"
TSA_WANTED = "an address, with a file of its certificates (PEM) in LEADGATE_TSA_CERTIFICATE"
SENT_BY_WANTED = "leadgate; nginx with files in a folder; or s3 with LEADGATE_STORAGE_URL=s3://…"
ADDRESS_WANTED = "one mail address, such as guides@example.org, with plain letters (ASCII) before the @"
DKIM_WANTED = "files of private keys (PEM, RSA or Ed25519), and as many names in LEADGATE_DKIM_SELECTOR, with commas"
HOOKS_WANTED = "name=secret for each of ses, mailgun, postmark and sendgrid, with spaces between"
RELAYS_WANTED = "name=smtp://user:password@host:587 for each, with spaces between"
MAILBOX_WANTED = "imaps://user:password@host/INBOX or pop3s://user:password@host"
BASE_URL_WANTED = "the address people open, such as https://guides.example.org"
DATABASE_WANTED = "sqlite:////folder/leadgate.db or postgresql://user:password@host/database"
THE_STORES = "AWS_"
"""The prefix of what an S3-compatible store is told, by its own names."""
KEYS = {"LEADGATE_SECRET_KEY": "secret.key", "LEADGATE_MASTER_KEY": "master.key"}
"""The settings that are kept in the data folder when they are unset."""
SECRETS = frozenset([*KEYS, "LEADGATE_OIDC_CLIENT_SECRET", "LEADGATE_MAIL_HOOKS"])
"""Settings that are never shown; of addresses it is their passwords."""


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
    settings = reading(environ, dotenv)
    value, data_dir = settings.value, settings.data_dir
    database_url = value("LEADGATE_DATABASE_URL", servers.database_address, DATABASE_WANTED)
    database_url = database_url or f"sqlite:///{data_dir / 'leadgate.db'}"

    def key(name: str) -> bytes:
        path = data_dir / KEYS[name]
        if text := settings.text(name):
            return given_key(name, text)
        try:
            return kept_key(path)
        except (FileNotFoundError, NotADirectoryError) as missing:
            if not makes_keys:
                raise MissingKey(name, path, database_url) from missing
        make_key(path)
        return kept_key(path)

    return Settings(
        data_dir=data_dir,
        base_url=value("LEADGATE_BASE_URL", servers.base_address, BASE_URL_WANTED),
        database_url=database_url,
        redis_url=value("LEADGATE_REDIS_URL", servers.redis_address, "redis://:password@host:6379/0") or None,
        smtp_url=value("LEADGATE_SMTP_URL", servers.smtp_address, "smtp://user:password@host:587") or None,
        smtp_tls=value("LEADGATE_SMTP_TLS", SmtpTls, "offered, required, unchecked or off"),
        smtp_certificate=value("LEADGATE_SMTP_CERTIFICATE", parsing.certificates, "a file of certificates (PEM)"),
        mail_from=value("LEADGATE_MAIL_FROM", parsing.address, ADDRESS_WANTED),
        relays=value("LEADGATE_SMTP_RELAYS", servers.relays, RELAYS_WANTED),
        dkim_keys=value("LEADGATE_DKIM_KEY", dkim_keys(settings.texts), DKIM_WANTED),
        mail_rate=value("LEADGATE_MAIL_RATE", parsing.rate, "letters a second from 0 to 10000"),
        mail_hooks=value("LEADGATE_MAIL_HOOKS", mail_hooks, HOOKS_WANTED),
        bounce_domain=value("LEADGATE_BOUNCE_DOMAIN", servers.domain, "a domain such as bounces.example.org"),
        bounce_mailbox=value("LEADGATE_BOUNCE_MAILBOX", servers.mailbox_address, MAILBOX_WANTED) or None,
        storage_url=value("LEADGATE_STORAGE_URL", servers.store_address, "file:///folder or s3://bucket/prefix")
        or (data_dir / "files").as_uri(),
        controller=Controller(
            name=value("LEADGATE_CONTROLLER_NAME", parsing.line, "one line, as people know you"),
            email=value("LEADGATE_CONTROLLER_EMAIL", parsing.address, ADDRESS_WANTED),
            address=settings.text("LEADGATE_CONTROLLER_ADDRESS"),
        ),
        languages=value("LEADGATE_LANGUAGES", parsing.languages, "a list out of: en, zh-Hant"),
        trusted_proxies=value("LEADGATE_TRUSTED_PROXIES", parsing.networks, "networks such as 10.0.0.0/8"),
        rate_limits=value("LEADGATE_RATE_LIMITS", parsing.on_off, "on or off"),
        form_min_seconds=value("LEADGATE_FORM_MIN_SECONDS", parsing.seconds, "seconds from 0 to 60"),
        upload_limit_bytes=value("LEADGATE_UPLOAD_LIMIT_MB", parsing.megabytes, "megabytes from 1 to 10000"),
        disposable_domains=value("LEADGATE_DISPOSABLE_DOMAINS", DisposableDomains, "ignore, warn or refuse"),
        files_sent_by=value("LEADGATE_FILES_SENT_BY", parsing.files_sent_by(settings.texts), SENT_BY_WANTED),
        age_of_consent=value("LEADGATE_AGE_OF_CONSENT", parsing.ages, "years from 13 to 16, such as 13,DE=16"),
        proof_of_work=value("LEADGATE_PROOF_OF_WORK", parsing.on_off, "on or off"),
        embed_hosts=value("LEADGATE_EMBED_HOSTS", parsing.origins, "origins such as https://www.example.org"),
        holidays=value("LEADGATE_HOLIDAYS", parsing.country, "a country such as DE, or a part of one such as US-CA"),
        time_zone=value("LEADGATE_TIME_ZONE", parsing.time_zone, "a time zone such as Europe/Berlin or Asia/Taipei"),
        authority=settings.text("LEADGATE_AUTHORITY"),
        openid=_openid(settings),
        witnesses=value(
            "LEADGATE_WITNESSES", witness_settings.witnesses, "pairs such as https://witness.example KEY, or KEY alone"
        ),
        witnessed_logs=value(
            "LEADGATE_WITNESSED_LOGS", witness_settings.logs, "verifier keys of logs, with commas between"
        ),
        own_networks=value("LEADGATE_OWN_NETWORKS", parsing.networks, "networks such as 10.0.0.0/8"),
        time_stamps=value("LEADGATE_TSA_URL", parsing.time_stamps(settings.texts), TSA_WANTED),
        auditor_email=value("LEADGATE_AUDITOR_EMAIL", parsing.address_or_none, ADDRESS_WANTED),
        auditor_every=value("LEADGATE_AUDITOR_DAYS", parsing.days, "days from 1 to 366"),
        cookie_choice_days=value("LEADGATE_COOKIE_CHOICE_DAYS", parsing.choice_days, "days from 30 to 395"),
        scan_browser=settings.text("LEADGATE_SCAN_BROWSER"),
        scan_private=value("LEADGATE_SCAN_PRIVATE", parsing.on_off, "on or off"),
        accent=value("LEADGATE_ACCENT", parsing.colour, "a colour such as #0b6e4f"),
        texts={name: settings.text(name) for name in GIVEN_TOO},
        locked=tuple(name for name in GIVEN_TOO if settings.is_given(name)),
        secret_key=key("LEADGATE_SECRET_KEY"),
        master_key=key("LEADGATE_MASTER_KEY"),
        master_key_file=None if settings.text("LEADGATE_MASTER_KEY") else data_dir / KEYS["LEADGATE_MASTER_KEY"],
    )


def reading(environ: Mapping[str, str] | None = None, dotenv: Path = Path(".env")) -> Reading:
    """What is set, and where, before anything of it is checked but the names.

    Args:
        environ: as for `load`; where it is not said, what the file says to the store is put into the environment, too.
        dotenv: a file with more.

    Raises:
        WrongSetting: the file cannot be read, or a name is none of ours.
    """
    given = given_in(os.environ if environ is None else environ, dotenv)
    refuse_unknown(given, frozenset(KNOWN))
    if environ is None:
        os.environ.update({name: one.text for name, one in given.items() if name.startswith(THE_STORES)})
    return Reading(given, KNOWN)


def _openid(settings: Reading) -> OpenIdProvider | None:
    value, text = settings.value, settings.text
    issuer = value("LEADGATE_OIDC_ISSUER", parsing.issuer, "https://… exactly as the provider's tokens say it")
    claim, roles = text("LEADGATE_OIDC_ROLE_CLAIM"), value("LEADGATE_OIDC_ROLES", parsing.roles, "value=role,…")
    if not issuer:
        return None
    if bool(claim) != bool(roles):
        raise WrongSetting("LEADGATE_OIDC_ROLE_CLAIM and LEADGATE_OIDC_ROLES go together: set both, or neither.")
    for name in ("LEADGATE_OIDC_CLIENT_ID", "LEADGATE_OIDC_CLIENT_SECRET"):
        if not text(name):
            raise WrongSetting(f"{name} should be what the provider gave this site, as LEADGATE_OIDC_ISSUER is set.")
    known_as = text("LEADGATE_OIDC_CLIENT_ID"), text("LEADGATE_OIDC_CLIENT_SECRET")
    return OpenIdProvider(issuer, *known_as, text("LEADGATE_OIDC_LABEL"), claim or None, roles)
