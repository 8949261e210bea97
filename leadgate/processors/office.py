"""The officer's register of processors: who was given data, where they are told of erasures, and what they said."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.erasure import queries
from leadgate.erasure.access import processor_with
from leadgate.erasure.actions import processors
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.processors.forms import ProcessorForm
from leadgate.processors.room import KEEP

pages = Blueprint("processors", __name__, url_prefix="/office/processors")


@pages.get("")
@allow(KEEP)
def index() -> str:
    """Who is told of erasures, and who was."""
    return render_template("processors/index.html", listed=queries.every_processor())


@pages.route("/new", methods=["GET", "POST"])
@allow(KEEP)
@after_proof
def add() -> ResponseReturnValue:
    """Add one; the secret to sign with is shown this once."""
    form = ProcessorForm()
    if form.submitted_to(processors.add_processor, *form.typed(), by=current_user.id):
        return render_template("processors/secret.html", name=form.name.data, secret=form.answer[1])
    return render_template("processors/form.html", form=form, one=None), form.status


@pages.route("/<uuid:processor_id>", methods=["GET", "POST"])
@allow(KEEP)
@after_proof
def change(processor_id: UUID) -> ResponseReturnValue:
    """Have one told elsewhere, or by other words."""
    one = processor_with(processor_id)
    form = ProcessorForm(obj=one)
    if form.submitted_to(processors.change_processor, one.id, *form.typed(), by=current_user.id):
        flash(_("%(name)s is told there from the next erasure on.", name=form.name.data))
        return redirect(url_for(".index"), 303)
    return render_template("processors/form.html", form=form, one=one), form.status


@pages.route("/<uuid:processor_id>/end", methods=["GET", "POST"])
@allow(KEEP)
@after_proof
def retire(processor_id: UUID) -> ResponseReturnValue:
    """Tell one no more."""
    one, form = processor_with(processor_id), Button()
    if form.submitted_to(processors.retire_processor, one.id, by=current_user.id):
        flash(_("%(name)s is told of no further erasures.", name=one.name))
        return redirect(url_for(".index"), 303)
    return render_template("processors/retire.html", form=form, one=one), form.status
