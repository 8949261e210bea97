"""What people see of a group from outside: its page, asking to join, proving an address, one's own request."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from leadgate.consent import circumstances
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.ways import this_page
from leadgate.groups import queries as groups
from leadgate.joining import access
from leadgate.joining.actions import own_request
from leadgate.joining.actions.proving import Proven
from leadgate.joining.forms import MessageForm
from leadgate.joining.verifications import JOIN
from leadgate.joining.visit import JoinVisit
from leadgate.people import asking_browser, browser
from leadgate.people.verification import public as verification

pages = Blueprint("joining", __name__, url_prefix="/g")


@pages.get("/<slug>")
@allow(PUBLIC)
def group(slug: str) -> str:
    """What the group is, who runs it, what is expected, and the way in."""
    visit = JoinVisit(slug)
    return render_template("joining/group.html", gate=visit.gate, standing=visit.standing)


@pages.route("/<slug>/join", methods=["GET", "POST"])
@allow(PUBLIC)
def join(slug: str) -> ResponseReturnValue:
    """Ask to join."""
    visit = JoinVisit(slug)
    if visit.is_taken():
        return _onward(visit)
    return render_template("joining/join.html", visit=visit, gate=visit.gate, form=visit.form), visit.form.status


def _onward(visit: JoinVisit) -> Response:
    if visit.is_proven:
        return _signed_in(url_for(".own", slug=visit.gate.group.slug), visit.opened)
    return asking_browser.remember(redirect(url_for(".inbox", slug=visit.gate.group.slug), 303), visit.request)


@pages.route("/<slug>/inbox", methods=["GET", "POST"])
@allow(PUBLIC)
def inbox(slug: str) -> ResponseReturnValue:
    """Where to look next; the code from the mail may be typed here. Says the same to everybody."""
    gate = access.gate_of_own_request(slug, verification.waits_for(JOIN))
    return verification.inbox(JOIN, gate.group.id, gate=gate)


@pages.post("/<slug>/inbox/resend")
@allow(PUBLIC)
def resend(slug: str) -> ResponseReturnValue:
    """Ask for the mail again."""
    gate = access.gate_of_own_request(slug, verification.waits_for(JOIN))
    return verification.resend(JOIN, gate.group.id, gate=gate)


def let_in(proven: Proven) -> Response:
    """Onward to one's own request, or for a guardian to the form; by the door for whoever has a page already."""
    page = "joining.join" if proven.is_guardian else "joining.own"
    address = url_for(page, slug=groups.group(proven.group_id).slug, again=1 if proven.is_again else None)
    return redirect(address, 303) if proven.is_again else _signed_in(address, proven.session_id)


def _signed_in(page: str, opened: UUID | None) -> Response:
    if opened:
        return browser.hold(redirect(page, 303), opened)
    return redirect(page if browser.reader() else url_for("people.sign_in", next=page, confirmed=1), 303)


@pages.route("/not-me/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def not_me(token: str) -> ResponseReturnValue:
    """End a request one never made."""
    return verification.called_off(JOIN, token)


@pages.route("/guardian/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def guardian(token: str) -> ResponseReturnValue:
    """A guardian's yes: they go on to the form, and fill it in with their child."""
    return verification.guardian_asked(JOIN, token)


@pages.get("/<slug>/request")
@allow(PUBLIC)
def own(slug: str) -> ResponseReturnValue:
    """One's own request: where it is, what was asked and answered, and every way to change it."""
    person = browser.person()
    if person is None:
        return redirect(url_for("people.sign_in", next=this_page()), 303)
    gate, mine = access.gate(slug, person.id), access.own_request(slug, person.id)
    return render_template("joining/own_request.html", gate=gate, mine=mine, form=MessageForm(formdata=None))


@pages.post("/<slug>/request/answer")
@allow(PUBLIC)
def answer(slug: str) -> ResponseReturnValue:
    """Answer what a moderator asked."""
    person, form = browser.person(), MessageForm()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    gate, mine = access.gate(slug, person.id), access.own_request(slug, person.id)
    if form.submitted_to(own_request.answer_back, mine.row.id, form.words.data or ""):
        return redirect(url_for(".own", slug=slug), 303)
    return render_template("joining/own_request.html", gate=gate, mine=mine, form=form), form.status


@pages.route("/<slug>/request/change", methods=["GET", "POST"])
@allow(PUBLIC)
def change(slug: str) -> ResponseReturnValue:
    """Change what one answered, while it waits."""
    visit = JoinVisit(slug)
    if visit.person is None:
        return redirect(url_for("people.sign_in"), 303)
    mine = access.own_request(slug, visit.person.id)
    form = visit.change_form(mine)
    if form.submitted_to(own_request.change, mine.row.id, visit.gate, *visit.changed(form, mine)):
        return redirect(url_for(".own", slug=slug), 303)
    return render_template("joining/change.html", visit=visit, gate=visit.gate, mine=mine, form=form), form.status


@pages.post("/<slug>/request/agree")
@allow(PUBLIC)
def agree(slug: str) -> ResponseReturnValue:
    """Agree to the rules and the wording as they are now."""
    visit = JoinVisit(slug)
    if visit.person:
        mine = access.own_request(slug, visit.person.id)
        shown, how = request.form.get("wording", ""), circumstances.of_request()
        own_request.agree_anew(mine.row.id, visit.gate, how, wording=shown, accepts_rules=visit.accepts_rules)
    return redirect(url_for(".own", slug=slug), 303)


@pages.post("/<slug>/request/take-back")
@allow(PUBLIC)
def take_back(slug: str) -> ResponseReturnValue:
    """End one's own request."""
    visit = JoinVisit(slug)
    if visit.person:
        own_request.take_back(access.own_request(slug, visit.person.id).row.id, visit.gate)
    return redirect(url_for(".own", slug=slug), 303)
