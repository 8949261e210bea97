"""The staff's first page, their search, and the mail that was kept because no mail server is set."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.background import backlog
from leadgate.foundation.mail import kept as kept_mail
from leadgate.foundation.permissions import Role, allow
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.forms import Button
from leadgate.studio_home import finding, home, steps
from leadgate.studio_home.forms import Search
from leadgate.studio_home.room import MAIL, MAIL_LOOK, VIEW

pages = Blueprint("studio_home", __name__, url_prefix="/studio")


@pages.get("/")
@allow(VIEW)
def index() -> str:
    """What waits, what is new, what is next, and the first steps while one is missing."""
    return render_template("studio_home/home.html", parts=home.lines(), steps=steps.of_reader(), form=Button())


@pages.post("/first-steps")
@allow(VIEW)
def put_away() -> ResponseReturnValue:
    """Put the first steps away, or take them out again."""
    form = Button()
    if form.submitted_to(lambda: session.update({steps.PUT_AWAY: not session.get(steps.PUT_AWAY)})):
        return redirect(url_for(".index"), 303)
    return redirect(url_for(".index"), 303)


@pages.route("/search", methods=["GET", "POST"])
@allow(VIEW)
def search() -> ResponseReturnValue:
    """What fits what was typed, room by room; pages and guides alone where it stands in the address."""
    form = Search(formdata=request.args if request.method == "GET" else request.form)
    found = form.answer if form.submitted_to(lambda: finding.find(form.q.data) if form.q.data else []) else []
    found = finding.find_places(form.q.data) if request.method == "GET" and form.q.data else found
    return render_template("studio_home/search.html", form=form, found=found), form.status


@pages.get("/mail")
@allow(MAIL)
def mail() -> str:
    """What would have been sent if a mail server were set; every look is on the record."""
    mails = list(kept_mail.newest())
    access_log.record(MAIL_LOOK, {mail.person for mail in mails if mail.person and mail.recipient}, by=current_user)
    # Whoever reads a person's sign-in link can become that person: only the owner, who holds the keys anyway, does.
    shown = mails if current_user.role == Role.OWNER else [mail.without_keys() for mail in mails]
    return render_template("studio_home/mail.html", mails=shown, refused=backlog.refused())
