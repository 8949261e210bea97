"""Sending a letter in the studio: to whom, and how far it is."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import clock, languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.letter_sending import as_sent, editions, progress, queries, relays
from leadgate.letter_sending.actions import starting, steering
from leadgate.letter_sending.dry_run import dry_run
from leadgate.letter_sending.forms import SendForm
from leadgate.letter_sending.room import APPROVE, SEND
from leadgate.letters import access
from leadgate.letters.queries import LetterCopied

pages = Blueprint("letter_sending", __name__)
ONE = "/studio/letters/<uuid:letter_id>/sending"


@pages.get("/studio/letters/sending")
@allow(SEND)
def under_way() -> str:
    """Letters that wait for a second yes, are on their way, or were sent."""
    return render_template("letter_sending/under_way.html", runs=queries.runs(), now=clock.now())


@pages.route(ONE, methods=["GET", "POST"])
@allow(SEND)
@after_proof
def send(letter_id: UUID) -> ResponseReturnValue:
    """To whom it goes, of whom how many; and then how far it is."""
    if queries.is_begun(letter_id):
        return _progress(letter_id, Button(formdata=None))
    letter, form = access.letter(letter_id), SendForm()
    if request.form.get("dry"):
        return _tried(letter, form)
    if form.submitted_to(lambda: starting.start(letter_id, form.wish, by=current_user.id)):
        return redirect(url_for(".send", letter_id=letter_id), 303)
    return _asked(letter, form), form.status


def _tried(letter: LetterCopied, form: SendForm) -> ResponseReturnValue:
    form.submitted_to(dry_run, letter, form.chosen.data or "")
    return _asked(letter, form, tried=getattr(form, "answer", None)), form.status


def _asked(letter: LetterCopied, form: SendForm, **told: object) -> str:
    second_yes = installation().settings.letters.approved_above
    page = {"audiences": progress.audiences(letter), "second_yes": second_yes, **told}
    return render_template("letter_sending/send.html", form=form, letter=letter, **page)


@pages.get(f"{ONE}/as-sent")
@allow(SEND)
def as_it_is_sent(letter_id: UUID) -> Response:
    """What leaves, or left, word for word; with other words for what differs from reader to reader."""
    run = queries.run(letter_id)
    written = editions.composed(run.edition_id)
    return as_sent.page_of(run.edition_id, editions.language_for(request.args.get("show", ""), written))


@pages.post(f"{ONE}/approve")
@allow(APPROVE)
@after_proof
def approve(letter_id: UUID) -> ResponseReturnValue:
    """Give the second yes to what somebody else asked for."""
    return _pressed(letter_id, starting.approve)


@pages.post(f"{ONE}/pause")
@allow(SEND)
def pause(letter_id: UUID) -> ResponseReturnValue:
    """Let nothing more leave for now."""
    return _pressed(letter_id, steering.pause)


@pages.post(f"{ONE}/on")
@allow(SEND)
def go_on(letter_id: UUID) -> ResponseReturnValue:
    """Let it leave again."""
    return _pressed(letter_id, steering.go_on)


@pages.post(f"{ONE}/stop")
@allow(SEND)
def stop(letter_id: UUID) -> ResponseReturnValue:
    """Let nothing more of it leave, ever."""
    return _pressed(letter_id, steering.stop)


@pages.post(f"{ONE}/back")
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
    page = {"run": run, "told": told, "leaves": relays.any_set(), "asked_it": run.asked_by == current_user.id}
    page |= {"now": clock.now(), "tags": [*editions.composed(run.edition_id)], "own_name": languages.own_name}
    return render_template("letter_sending/progress.html", form=form, letter=letter, **page), form.status
