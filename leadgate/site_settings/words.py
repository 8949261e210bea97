"""Wordings in the studio: what pages and letters say, with a look at them beside while it is typed."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.foundation.errors import NotFound
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.wordings.kinds import WordedPart
from leadgate.foundation.wordings.looking import FRAMES_US, page_shown
from leadgate.site_settings.admin import choose_typed, saved
from leadgate.site_settings.room import SETTINGS
from leadgate.site_settings.words_form import OwnWordsForm, form_of

pages = Blueprint("site_settings_words", __name__, url_prefix="/admin/settings/wordings")


@pages.route("", methods=["GET", "POST"], endpoint="first")
@pages.route("/<part>", methods=["GET", "POST"])
@allow(SETTINGS)
@after_proof
def words(part: str = "") -> ResponseReturnValue:
    """The words of one part, in each language."""
    shown = _part(part)
    form = form_of(shown)()
    here = url_for(".words", part=shown.name)
    if form.submitted_to(choose_typed, form):
        return saved(here)
    page = render_template("site_settings/words.html", form=form, part=shown, parts=_parts(), here=here, own=_own())
    return page, form.status, [FRAMES_US]


@pages.route("/<part>/preview", methods=["GET", "POST"])
@allow(SETTINGS)
def preview(part: str) -> Response:
    """How a page or a letter would be with what is typed; nothing is changed."""
    shown = _part(part)
    if (look := installation().house.answer("words.looked-at")) is None:
        raise NotFound
    form = form_of(shown)()
    if form.is_submitted() and not form.validate():
        return _refused(form)
    with installation().saying(form.texts() if form.is_submitted() else {}):
        answer: Response = look(shown.name, as_text=request.values.get("as") == "text")
        return answer


def _refused(form: OwnWordsForm) -> Response:
    form.turn_back(422)
    answer = page_shown(render_template("site_settings/words_refused.html", form=form))
    answer.status_code = form.status
    return answer


def _parts() -> list[WordedPart]:
    return list(installation().house.provided("wordings"))


def _part(name: str) -> WordedPart:
    """A part by its name; the first where none is named."""
    for part in _parts():
        if name in ("", part.name):
            return part
    raise NotFound


def _own() -> dict[str, int]:
    """How many wordings of each part are not the default."""
    texts, spoken = installation().settings.texts, installation().settings.languages
    names = {part.name: [one.setting(tag) for one in part.wordings for tag in spoken] for part in _parts()}
    return {part: sum(bool(texts.get(name)) for name in mine) for part, mine in names.items()}
