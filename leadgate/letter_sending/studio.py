"""Sending a letter in the studio: to whom, and how far it is."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.letter_sending import access, progress, queries
from leadgate.letter_sending.actions import starting, steering
from leadgate.letter_sending.forms import SendForm
from leadgate.letter_sending.room import SEND

pages = Blueprint("letter_sending", __name__, url_prefix="/studio/letters/<uuid:letter_id>/sending")


@pages.route("", methods=["GET", "POST"])
@allow(SEND)
@after_proof
def send(letter_id: UUID) -> ResponseReturnValue:
    """To whom it goes, of whom how many; and then how far it is."""
    if queries.is_begun(letter_id):
        return _progress(letter_id, Button(formdata=None))
    letter, form = access.letter(letter_id), SendForm()
    if form.submitted_to(starting.start, letter_id, form.chosen.data or "", by=current_user.id):
        return redirect(url_for(".send", letter_id=letter_id), 303)
    told = progress.audiences(letter)
    return render_template("letter_sending/send.html", form=form, letter=letter, audiences=told), form.status


@pages.post("/pause")
@allow(SEND)
def pause(letter_id: UUID) -> ResponseReturnValue:
    """Let nothing more leave for now."""
    return _pressed(letter_id, steering.pause)


@pages.post("/on")
@allow(SEND)
def go_on(letter_id: UUID) -> ResponseReturnValue:
    """Let it leave again."""
    return _pressed(letter_id, steering.go_on)


@pages.post("/stop")
@allow(SEND)
def stop(letter_id: UUID) -> ResponseReturnValue:
    """Let nothing more of it leave, ever."""
    return _pressed(letter_id, steering.stop)


@pages.post("/back")
@allow(SEND)
def take_back(letter_id: UUID) -> ResponseReturnValue:
    """Write on at a letter of which nothing has left."""
    return _pressed(letter_id, steering.take_back)


def _pressed(letter_id: UUID, act: Callable[..., None]) -> ResponseReturnValue:
    form = Button()
    if form.submitted_to(act, letter_id, by=current_user.id):
        return redirect(url_for(".send", letter_id=letter_id), 303)
    return _progress(letter_id, form)


def _progress(letter_id: UUID, form: Button) -> ResponseReturnValue:
    letter, run, told = access.letter(letter_id), queries.run(letter_id), progress.progress(letter_id)
    page = {"run": run, "told": told, "leaves": bool(installation().settings.smtp_url)}
    return render_template("letter_sending/progress.html", form=form, letter=letter, **page), form.status
