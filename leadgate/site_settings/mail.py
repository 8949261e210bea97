"""The sender in the studio: who letters are from, a test letter, and what the DNS says of their domain."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import is_of_nobody
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.site_settings import sender as looked
from leadgate.site_settings import server
from leadgate.site_settings.actions import noting
from leadgate.site_settings.admin import choose_typed, saved
from leadgate.site_settings.room import SETTINGS
from leadgate.site_settings.sender_form import SenderForm
from leadgate.site_settings.server_form import ServerForm
from leadgate.site_settings.trying import send_test

pages = Blueprint("site_settings_mail", __name__, url_prefix="/admin/settings/mail")


@pages.route("", methods=["GET", "POST"])
@allow(SETTINGS)
@after_proof
def sender() -> ResponseReturnValue:
    """Who letters are from, and what was found about it."""
    form = SenderForm()
    if form.submitted_to(choose_typed, form):
        return saved(url_for(".sender", saved=1))
    return _page(form, Button(formdata=None)), form.status


@pages.post("/letter")
@allow(SETTINGS)
def test_letter() -> ResponseReturnValue:
    """Send a test letter to whoever presses."""
    return _pressed("letter", lambda: noting.note_letter(send_test(current_user.email), by=current_user.id))


@pages.post("/server")
@allow(SETTINGS)
@after_proof
def keep_server() -> ResponseReturnValue:
    """Try a mail server, and send by it from now on if it takes a letter."""
    form = ServerForm()
    if form.submitted_to(lambda: server.try_and_keep(form.address, current_user.email, by=current_user.id)):
        return saved(url_for(".sender", saved=1, _anchor="server"))
    return _page(SenderForm(formdata=None), Button(formdata=None), form), form.status


@pages.post("/server/none")
@allow(SETTINGS)
@after_proof
def let_server_go() -> ResponseReturnValue:
    """Send by no server any more."""
    return _pressed("server", lambda: server.let_go(by=current_user.id))


@pages.post("/records")
@allow(SETTINGS)
def look_up_records() -> ResponseReturnValue:
    """Ask the name servers about the sender's domain."""
    return _pressed("records", _look_up)


def _look_up() -> None:
    from leadgate.site_settings.sender_records import look_up  # DNS is asked when somebody presses

    if not is_of_nobody(looked.domain()):
        found = look_up(looked.domain(), installation().settings.sender.dkim)
        noting.note_records(found, by=current_user.id)


def _pressed(place: str, act: Callable[[], None]) -> ResponseReturnValue:
    button = Button()
    if button.submitted_to(act):
        return redirect(url_for(".sender", _anchor=place), 303)
    return _page(SenderForm(formdata=None), button), button.status


def _page(form: SenderForm, button: Button, server_form: ServerForm | None = None) -> str:
    page: dict[str, object] = {"records": looked.looked_up(), "last": looked.last_letter(), "line_for": looked.line_for}
    page |= {"domain": looked.domain(), "is_of_nobody": is_of_nobody(looked.domain())}
    page |= {"in_force": server.server_in_force(), "sender_address": installation().settings.mail_from}
    forms = {"form": form, "button": button, "server": server_form or ServerForm(formdata=None)}
    return render_template("site_settings/mail.html", **forms, **page)
