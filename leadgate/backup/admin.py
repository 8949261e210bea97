"""Backups and keys, for owner and officer: what there is, how old it is, and having a worker make or try one."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.backup import asked, home, key_copies, keys_in_force, queries
from leadgate.backup.access import known
from leadgate.backup.errors import NoPlaceKnown
from leadgate.backup.room import COPIES, KEYS
from leadgate.foundation import clock, languages
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.ledger import checkpoints
from leadgate.runs import queries as runs
from leadgate.runs.actions import asking

pages = Blueprint("backups", __name__, url_prefix="/admin")


@pages.get("/backups")
@allow(COPIES)
def index() -> ResponseReturnValue:
    """What there is, how old it is, and whether it was tried."""
    return _shown(Button())


def _shown(form: Button) -> ResponseReturnValue:
    told = {"copies": queries.copies_shown(), "place": asked.next_place(), "newest": queries.newest_at()}
    age = {"now": clock.now(), "fresh": home.FRESH, "late_keys": keys_in_force.newest_copies()}
    work = {"making": runs.newest(asked.MAKES), "trying": runs.newest(asked.TRIES)}
    return render_template("backup/backups.html", form=form, **told, **age, **work), form.status


@pages.post("/backups")
@allow(COPIES)
@after_proof
def make() -> ResponseReturnValue:
    """Have a worker make one, beside the last."""
    form = Button()
    if form.submitted_to(_ask_for_one):
        return redirect(url_for(".index"), 303)
    return _shown(form)


def _ask_for_one() -> None:
    if asked.next_place() is None:
        raise NoPlaceKnown
    asking.ask(asked.MAKES, language=languages.of_request(), by=current_user.id)


@pages.post("/backups/<uuid:backup_id>/trial")
@allow(COPIES)
@after_proof
def try_out(backup_id: UUID) -> ResponseReturnValue:
    """Have a worker try one out."""
    form, about = Button(), str(known(backup_id))
    if form.submitted_to(asking.ask, asked.TRIES, about, language=languages.of_request(), by=current_user.id):
        return redirect(url_for(".index"), 303)
    return _shown(form)


@pages.get("/keys")
@allow(KEYS)
def keys() -> str:
    """Which keys are in force, and what a new master key would do to whom."""
    told = {"master": keys_in_force.master(), "secret": keys_in_force.secret(), "log_key": checkpoints.log_key()}
    copies = {"copies": keys_in_force.newest_copies(), "fates": keys_in_force.fates(), "older": queries.older_ones()}
    return render_template("backup/keys.html", kept_days=key_copies.KEPT_FOR.days, **told, **copies)
