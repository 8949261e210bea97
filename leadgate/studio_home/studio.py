"""The studio's first page, and the mail that was kept because no mail server is set."""

from flask import Blueprint, render_template
from flask_login import current_user

from leadgate.foundation.background import backlog
from leadgate.foundation.mail import kept as kept_mail
from leadgate.foundation.permissions import Role, allow
from leadgate.foundation.privacy import access_log
from leadgate.studio_home.room import MAIL, MAIL_LOOK, VIEW

pages = Blueprint("studio_home", __name__, url_prefix="/studio")


@pages.get("/")
@allow(VIEW)
def index() -> str:
    """What the rooms put here."""
    return render_template("studio_home/home.html")


@pages.get("/mail")
@allow(MAIL)
def mail() -> str:
    """What would have been sent if a mail server were set; every look is on the record."""
    mails = list(kept_mail.newest())
    access_log.record(MAIL_LOOK, {mail.person for mail in mails if mail.person and mail.recipient}, by=current_user)
    # Whoever reads a person's sign-in link can become that person: only the owner, who holds the keys anyway, does.
    shown = mails if current_user.role == Role.OWNER else [mail.without_keys() for mail in mails]
    return render_template("studio_home/mail.html", mails=shown, refused=backlog.refused())
