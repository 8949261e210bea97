"""Operating: bringing the database to this version, and asking whether everything is in order."""

import json
import os
import smtplib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import click
from sqlalchemy import text

from leadgate.foundation import audit, clock
from leadgate.foundation.background import backlog
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import session
from leadgate.foundation.errors import Refusal
from leadgate.foundation.files.privacy import keep_private, opened_to_others
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.keys.errors import Tampered
from leadgate.foundation.mail import composing as mail
from leadgate.foundation.mail import kept as kept_mail
from leadgate.ledger import queries as ledger

CLOCK_SECONDS = 30
OLDEST_DUE_SECONDS = 60
BACKUP_EVERY = timedelta(days=7)


@click.command()
@click.option("--demo", is_flag=True, help="Load the demonstration into an empty installation.")
def migrate(demo: bool) -> None:
    """Bring the database to this version; also done by `up`.

    Example: leadgate migrate
    """
    keep_private(installation().settings.data_dir)
    migrating.migrate(installation())
    migrating.make_keys()
    install(installation())
    if demo:
        from leadgate import demonstration

        demonstration.load()


def install(here: Installation) -> None:
    """Put what every installation has into a database that was just migrated; again is harmless."""
    for step in here.house.provided("install"):
        step()


class Unwell(Refusal):
    """Something is not in order."""


@click.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> None:
    """Check settings, database, broker, mail, storage, keys and clock; say what is wrong and how to mend it.

    Example: leadgate doctor
    """
    found = [(name, _problem(check)) for name, check in CHECKS.items()]
    if as_json:
        click.echo(json.dumps({name: problem or "ok" for name, problem in found}))
    else:
        for name, problem in found:
            click.echo(f"{'ok  ' if problem is None else 'BAD '} {name}{': ' + problem if problem else ''}")
        for advice in _advice():
            click.echo(f"note {advice}")
    if any(problem for _, problem in found):
        raise Unwell("Something is not in order; see above.")


def _problem(check: Callable[[], str | None]) -> str | None:
    try:
        return check()
    except Exception as trouble:  # noqa: BLE001 - whatever it is, it is the diagnosis
        return f"{type(trouble).__name__}: {str(trouble).splitlines()[0][:200] if str(trouble) else 'no more is known'}"


def _database() -> str | None:
    session().execute(text("select 1"))
    return None if migrating.is_current(installation()) else "not at this version; run `leadgate migrate`"


def _broker() -> str | None:
    settings = installation().settings
    if settings.redis_url:
        import redis

        redis.Redis.from_url(settings.redis_url, socket_timeout=2, socket_connect_timeout=2).ping()
    waits = backlog.backlog()
    if waits.oldest_seconds > OLDEST_DUE_SECONDS:
        return f"work has been waiting for {waits.oldest_seconds:.0f} seconds; is a worker running?"
    return f"{waits.dead} dead letters; see `leadgate outbox dead`" if waits.dead else None


def _mail() -> str | None:
    settings = installation().settings
    if settings.smtp_url:
        try:
            with mail.connected(settings) as server:
                server.noop()
        except (smtplib.SMTPException, OSError) as trouble:
            return f"{type(trouble).__name__}; check LEADGATE_SMTP_URL"
    return None


def _storage() -> str | None:
    store = installation().storage
    store.write_json("doctor/check.json", {"at": clock.now().isoformat()})
    found = list(store.documents("doctor"))
    store.delete("doctor/check.json")
    return None if found else "a file that was written is not there"


def _keys() -> str | None:
    vault, settings = installation().vault, installation().settings
    try:
        vault.signing_seed()
    except Tampered as refusal:
        return str(refusal)
    for path in opened_to_others(settings.data_dir):
        return f"others can read {path}; run: chmod {'700' if path.is_dir() else '600'} {path}"
    return None


def _clock() -> str | None:
    there = session().execute(text("select current_timestamp")).scalar()
    moment = datetime.fromisoformat(str(there))
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    apart = abs((clock.now() - moment).total_seconds())
    return f"this machine and the database are {apart:.0f} seconds apart" if apart > CLOCK_SECONDS else None


def _witnesses() -> str | None:
    asked = ((url, ledger.witness_state(key)) for url, key in installation().settings.witnesses)
    silent = [f"{url}: {state.trouble}" for url, state in asked if state and state.trouble]
    return f"a checkpoint was not cosigned; see docs/operating.md. {' '.join(silent)}" if silent else None


CHECKS: dict[str, Callable[[], str | None]] = {
    "database": _database,
    "broker": _broker,
    "mail": _mail,
    "storage": _storage,
    "keys": _keys,
    "clock": _clock,
    "witnesses": _witnesses,
}


def _advice() -> Iterator[str]:
    settings = installation().settings
    if not settings.rate_limits:
        yield "LEADGATE_RATE_LIMITS is off: for load tests only."
    if not settings.smtp_url:
        yield f"no mail is sent; it is kept in {settings.data_dir / 'mail'} and shown at /studio/mail."
    if not settings.secure:
        yield "LEADGATE_BASE_URL is not https: cookies and links travel in clear."
    made = audit.newest("backup:made")
    if made is None or clock.now() - made > BACKUP_EVERY:
        when = f"the last was made on {made:%Y-%m-%d}" if made else "none was ever made"
        yield f"no backup in the last {BACKUP_EVERY.days} days ({when}); run: leadgate backup FOLDER"
    if refused := backlog.backlog().refused:
        yield f"{refused} letters were refused for good by a mail server; see /studio/mail or `leadgate outbox dead`."
    if os.getuid() == 0:
        yield "leadgate runs as root; a user of its own is safer."
    if count := len(list(kept_mail.newest())) if not settings.smtp_url else 0:
        yield f"{count} mails are kept."


@click.group("outbox")
def outbox_commands() -> None:
    """Work that was given up after many tries, and waits until somebody looks."""


@outbox_commands.command()
@click.option("--json", "as_json", is_flag=True)
def dead(as_json: bool) -> None:
    """List the dead letters: what each was for, how often it was tried, and the kind of its last error.

    Example: leadgate outbox dead
    """
    found = [
        {"id": str(one.id), "kind": one.kind, "attempts": one.attempts, "trouble": one.trouble, "at": str(one.dead_at)}
        for one in backlog.dead_letters()
    ]
    if as_json:
        click.echo(json.dumps(found))
        return
    for one in found:
        click.echo("  ".join(str(value) for value in one.values()))
    click.echo(f"{len(found)} dead letters.")


@outbox_commands.command()
@click.argument("ids", nargs=-1, type=click.UUID)
def retry(ids: tuple[UUID, ...]) -> None:
    """Try dead letters again from the start; all that were not refused for good when none is named.

    Example: leadgate outbox retry
    """
    click.echo(f"{backlog.revive(*(ids or _all_dead()))} will be tried again.")


@outbox_commands.command()
@click.argument("ids", nargs=-1, type=click.UUID, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
def drop(ids: tuple[UUID, ...], yes: bool) -> None:
    """Give dead letters up for good.

    Example: leadgate outbox drop 0197c1f0-6f0e-7cc2-a5b1-000000000000
    """
    if not yes:
        click.confirm(f"What {len(ids)} of them should have done will never happen. Go on?", abort=True)
    click.echo(f"{backlog.drop(*ids)} dropped.")


def _all_dead() -> list[UUID]:
    return [one.id for one in backlog.dead_letters() if not one.is_refused]
