"""What prospects see: the landing page, the inbox page, confirming, the download."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.assets import access, browser, delivery, landing, links, queries
from leadgate.assets.actions import confirming, delivering, settling
from leadgate.consent import circumstances
from leadgate.foundation.forms import TokenButton
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web import from_anywhere
from leadgate.people import asking_browser
from leadgate.people.asking_form import Code, Resend

pages = Blueprint("assets", __name__)


@pages.route("/a/<slug>", methods=["GET", "POST"])
@allow(PUBLIC)
def landing_page(slug: str) -> ResponseReturnValue:
    """The value first, then the form."""
    visit = landing.Visit(slug)
    if request.method == "POST" and visit.is_taken():
        onward = redirect(url_for(".inbox", slug=slug, lang=visit.chosen_language), 303)
        return asking_browser.remember(onward, visit.opt_in)
    return visit.page("assets/landing.html")


@pages.route("/a/<slug>/embed", methods=["GET", "POST"])
@allow(PUBLIC)
@from_anywhere
def embed(slug: str) -> ResponseReturnValue:
    """The form alone, for a frame on another site; sets no cookie."""
    visit = landing.Visit(slug)
    if request.method == "POST" and visit.is_taken():
        return render_template("assets/embed_sent.html", gate=visit.gate)
    return visit.page("assets/embed.html")


@pages.get("/a/<slug>/picture.png")
@allow(PUBLIC)
def picture(slug: str) -> Response:
    """The first page of the file."""
    return delivery.picture(access.open_gate(slug).version)


@pages.route("/a/<slug>/inbox", methods=["GET", "POST"])
@allow(PUBLIC)
def inbox(slug: str) -> ResponseReturnValue:
    """Where to look next; the code from the mail may be typed here. Says the same to everybody."""
    gate, held = access.gate(slug), asking_browser.asked()
    form = Code()
    if form.submitted_to(
        confirming.confirm_with_code, held, form.code.data or "", circumstances=circumstances.of_request()
    ):
        return delivery.ready(form.answer)
    return _inbox(gate, form, Resend(formdata=None)), form.status


def _inbox(gate: queries.Gate, form: Code, resend: Resend) -> str:
    held = asking_browser.asked()
    if browser.waits_for_guardian(held):
        return render_template("assets/inbox_guardian.html", gate=gate)
    return render_template("assets/inbox.html", gate=gate, form=form, resend=resend, webmail=browser.webmail(held))


@pages.post("/a/<slug>/inbox/resend")
@allow(PUBLIC)
def resend(slug: str) -> ResponseReturnValue:
    """Ask for the mail again."""
    gate, form = access.gate(slug), Resend()
    if form.submitted_to(settling.resend, asking_browser.asked()):
        return redirect(url_for(".inbox", slug=slug, sent="again"), 303)
    return _inbox(gate, Code(formdata=None), form), form.status


def confirm(token: str) -> ResponseReturnValue:
    """Confirm: at once in the browser that signed up, with one button anywhere else. A scanner changes nothing."""
    opt_in, form = access.opt_in_named(token), TokenButton()
    if asking_browser.is_the_one_that_asked(opt_in) or form.is_submitted():
        done = confirming.confirm(opt_in, method="mail-link", circumstances=circumstances.of_request())
        return delivery.ready(done)
    return render_template("assets/confirm.html", form=form, gate=access.gate_of_opt_in(opt_in), **access.done(opt_in))


@pages.route("/not-me/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def not_me(token: str) -> ResponseReturnValue:
    """End a request one never made."""
    opt_in = access.opt_in_to_call_off(token)
    form = TokenButton()
    if form.submitted_to(confirming.was_not_me, opt_in):
        return render_template("people/called_off.html")
    return render_template("people/not_me.html", form=form), form.status


@pages.route("/guardian/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def guardian(token: str) -> ResponseReturnValue:
    """A guardian's yes; their no is the button of `not_me`."""
    opt_in = access.opt_in_of_child(token)
    form = TokenButton()
    if form.submitted_to(confirming.guardian_agrees, opt_in, circumstances=circumstances.of_request()):
        return delivery.ready(form.answer)
    page = {"form": form, "gate": access.gate_of_opt_in(opt_in), "no_token": links.not_me_token(opt_in)}
    return render_template("assets/guardian.html", **page, **access.done(opt_in)), form.status


@pages.get("/a/<slug>/ready")
@allow(PUBLIC)
def ready(slug: str) -> ResponseReturnValue:
    """The download button."""
    grant, gate = access.grant_to_show(request.args.get("grant", "")), access.gate(slug)
    found = delivering.open_grant(grant)
    token = links.download_token(grant)
    return render_template("assets/ready.html", gate=gate, version=found.version, token=token)


@pages.get("/d/<token>")
@allow(PUBLIC)
def download(token: str) -> Response:
    """The file itself, whole or in ranges; counted when its last byte was sent."""
    return delivery.file(delivering.open_grant(access.grant_to_download(token)))
