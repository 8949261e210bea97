"""What waits and what was given up, for owner and officer; names nobody, for the rows name nobody."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from leadgate.foundation.background import backlog
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.waiting_work import queries
from leadgate.waiting_work.access import group_of
from leadgate.waiting_work.reasons import in_words
from leadgate.waiting_work.room import MEND

pages = Blueprint("waiting_work", __name__, url_prefix="/admin/waiting")


@pages.get("")
@allow(MEND)
def index() -> ResponseReturnValue:
    """What waits now, and what was given up."""
    return _overview(Button())


def _overview(form: Button) -> ResponseReturnValue:
    told = {"waiting": queries.waiting(), "groups": queries.given_up(), "why": in_words}
    return render_template("waiting_work/index.html", form=form, **told), form.status


@pages.get("/<work>")
@allow(MEND)
def group(work: str) -> ResponseReturnValue:
    """What was given up of one kind for one reason, one by one."""
    return _group(work, Button())


def _group(work: str, form: Button) -> ResponseReturnValue:
    found = group_of(work, request.args.get("trouble", ""))
    told = {"group": found, "work": queries.work_of(work), "letters": queries.dead_letters(found), "why": in_words}
    return render_template("waiting_work/group.html", form=form, **told), form.status


@pages.post("/<work>/retry")
@allow(MEND)
def retry(work: str) -> ResponseReturnValue:
    """Try it again from the start: all of a group, or the one that is named."""
    form = Button()
    if form.submitted_to(lambda: backlog.revive(*_meant(work), by=current_user.id)):
        said = ngettext("%(num)s is tried again now.", "%(num)s are tried again now.", form.answer)
        flash(said)
        return redirect(url_for(".index"), 303)
    return _overview(form)


@pages.route("/<work>/drop", methods=["GET", "POST"])
@allow(MEND)
@after_proof
def drop(work: str) -> ResponseReturnValue:
    """Give it up for good, once it is said what follows."""
    form, meant = Button(), _meant(work)
    if form.submitted_to(backlog.drop, *meant, by=current_user.id):
        flash(ngettext("%(num)s is given up for good.", "%(num)s are given up for good.", form.answer))
        return redirect(url_for(".index"), 303)
    told = {"group": group_of(work, request.args.get("trouble", "")), "work": queries.work_of(work), "why": in_words}
    return render_template("waiting_work/drop.html", form=form, count=len(meant), **told), form.status


def _meant(work: str) -> list[UUID]:
    """The one that is named, or all of the group."""
    found = group_of(work, request.args.get("trouble", ""))
    ids, named = backlog.ids_given_up(found.kind, found.trouble), request.args.get("item", type=UUID)
    return [one for one in ids if named in (None, one)]
