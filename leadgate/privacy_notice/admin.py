"""The privacy notice in the settings: what only its owner can say, what is missing, and how it will read."""

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.wordings.looking import FRAMES_US, page_shown
from leadgate.privacy_notice import queries
from leadgate.privacy_notice.form import NoticeForm
from leadgate.privacy_notice.missing import missing
from leadgate.privacy_notice.sections import written
from leadgate.site_settings.admin import choose_typed, saved
from leadgate.site_settings.room import SETTINGS

pages = Blueprint("privacy_notice_settings", __name__, url_prefix="/admin/settings/privacy-notice")


@pages.route("", methods=["GET", "POST"])
@allow(SETTINGS)
@after_proof
def edit() -> ResponseReturnValue:
    """What the owner says, and what is missing."""
    form = NoticeForm()
    if form.submitted_to(choose_typed, form):
        return saved(url_for(".edit"))
    told = {"missing": missing(), "sections": written(languages.of_request()), "newest": queries.newest()}
    page = render_template("privacy_notice/edit.html", form=form, **told)
    return page, form.status, [FRAMES_US]


@pages.route("/preview", methods=["GET", "POST"])
@allow(SETTINGS)
def preview() -> Response:
    """How the notice would read with what is typed; nothing is changed."""
    form, tag = NoticeForm(), languages.of_request()
    if form.is_submitted() and not form.validate():
        form.turn_back(422)
        answer = page_shown(render_template("privacy_notice/refused.html", form=form))
        answer.status_code = form.status
        return answer
    with installation().saying(form.texts() if form.is_submitted() else {}):
        sections = written(tag)
    return page_shown(render_template("privacy_notice/preview.html", sections=sections, read_in=tag))
