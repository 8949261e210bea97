"""Whether a letter that was sent stands on the site, in the studio."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.letter_archive import queries
from leadgate.letter_archive.actions import publishing
from leadgate.letter_sending.room import SEND
from leadgate.letters import access

pages = Blueprint("letter_archive_studio", __name__, url_prefix="/studio/letters/<uuid:letter_id>/archive")


@pages.get("")
@allow(SEND)
def index(letter_id: UUID) -> ResponseReturnValue:
    """Whether everybody may read it."""
    return _page(letter_id, Button(formdata=None))


@pages.post("/up")
@allow(SEND)
def put_up(letter_id: UUID) -> ResponseReturnValue:
    """Let everybody read it."""
    return _pressed(letter_id, publishing.put_up)


@pages.post("/down")
@allow(SEND)
def take_down(letter_id: UUID) -> ResponseReturnValue:
    """Show it no more."""
    return _pressed(letter_id, publishing.take_down)


def _pressed(letter_id: UUID, act: Callable[..., None]) -> ResponseReturnValue:
    form = Button()
    if form.submitted_to(act, letter_id, by=current_user.id):
        return redirect(url_for(".index", letter_id=letter_id), 303)
    return _page(letter_id, form)


def _page(letter_id: UUID, form: Button) -> ResponseReturnValue:
    letter, is_up = access.letter(letter_id), queries.is_up(letter_id)
    return render_template("letter_archive/studio.html", form=form, letter=letter, is_up=is_up), form.status
