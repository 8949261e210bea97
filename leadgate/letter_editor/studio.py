"""What marketers see of letters: all, beginning one, writing it on one page with how it looks beside it."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.foundation.wordings.looking import FRAMES_US
from leadgate.letter_editor import beginning, looking, pasting
from leadgate.letter_editor.looking import LetterLook
from leadgate.letter_editor.page import LetterPage
from leadgate.letter_editor.studio_forms import letter_name, new_letter
from leadgate.letter_editor.typed import KINDS
from leadgate.letters import access, queries
from leadgate.letters.actions import writing
from leadgate.letters.room import WRITE

EDITOR_BYTES = 20_000_000
"""What is open on the page, with a picture as a camera makes it."""
PASTED_BYTES = pasting.MOST_BYTES * 2
"""As a form sends it, in which every sign of markup is three."""
pages = Blueprint("letters_studio", __name__, url_prefix="/studio/letters")


@pages.get("/")
@allow(WRITE)
def index() -> str:
    """Every letter that is not put away."""
    archived = request.args.get("archived") == "yes"
    listed = queries.listed(languages.of_request(), archived=archived)
    told = {"listed": listed, "archived": archived, "own_name": languages.own_name}
    return render_template("letter_editor/index.html", form=Button(), **told)


@pages.route("/new", methods=["GET", "POST"])
@allow(WRITE)
def new() -> ResponseReturnValue:
    """Begin a letter."""
    form = new_letter()
    typed = (form.name.data or "", form.purpose.data or "", form.starter.data or "")
    if form.submitted_to(beginning.begin, *typed, by=current_user.id):
        return redirect(url_for(".edit", letter_id=form.answer, open="letter"), 303)
    return render_template("letter_editor/new.html", form=form), form.status


@pages.route("/<uuid:letter_id>/edit", methods=["GET", "POST"])
@allow(WRITE)
@takes(lambda: EDITOR_BYTES)
def edit(letter_id: UUID) -> ResponseReturnValue:
    """All of a letter on one page, one part of it open, with how it looks beside it."""
    form, page = PageForm(), LetterPage(letter_id)
    if page.is_look:
        page.look()
    elif form.submitted_to(page.take, by=current_user.id) and not page.is_by_script and not page.told:
        return redirect(url_for(".edit", letter_id=letter_id, open=page.opened, _anchor=page.opened or None), 303)
    told = {"page": page, "form": form, "kinds": KINDS, "looks": LetterLook, "fields_known": queries.known_fields()}
    return Response(render_template(page.template, **told), form.status, [FRAMES_US])


@pages.route("/<uuid:letter_id>/look", methods=["GET", "POST"])
@allow(WRITE)
@takes(lambda: EDITOR_BYTES)
def look(letter_id: UUID) -> Response:
    """How it looks, for a frame of the page: as it is kept, or as it is typed."""
    page = LetterPage(letter_id)
    page.look()
    return looking.answer(page.shown, page.as_what)


@pages.post("/pasted")
@allow(WRITE)
@takes(lambda: PASTED_BYTES)
def pasted() -> ResponseReturnValue:
    """What was pasted as a page, as Markdown; nothing is kept."""
    form = PageForm()
    if form.submitted_to(pasting.markdown_of, request.form.get("html", "")):
        return Response(form.answer, mimetype="text/plain")
    return Response(status=form.status)


@pages.route("/<uuid:letter_id>/name", methods=["GET", "POST"])
@allow(WRITE)
def rename(letter_id: UUID) -> ResponseReturnValue:
    """Call it otherwise, or say what it is for."""
    letter = access.letter(letter_id)
    form = letter_name(letter)
    if form.submitted_to(
        writing.rename, letter_id, form.name.data or "", purpose=form.purpose.data, by=current_user.id
    ):
        return redirect(url_for(".index"), 303)
    return render_template("letter_editor/rename.html", form=form, letter=letter), form.status


@pages.post("/<uuid:letter_id>/copy")
@allow(WRITE)
def duplicate(letter_id: UUID) -> ResponseReturnValue:
    """Begin a letter with all that another one says."""
    form = Button()
    if not form.submitted_to(beginning.copied, access.letter(letter_id), by=current_user.id):
        return redirect(url_for(".index"), 303)
    return redirect(url_for(".edit", letter_id=form.answer, open="letter"), 303)


@pages.post("/<uuid:letter_id>/archive")
@allow(WRITE)
def archive(letter_id: UUID) -> ResponseReturnValue:
    """Put it away, or take it out again."""
    act = writing.restore if request.form.get("back") else writing.archive
    Button().submitted_to(act, letter_id, by=current_user.id)
    return redirect(url_for(".index"), 303)
