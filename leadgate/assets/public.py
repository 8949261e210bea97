"""What prospects see: the landing page, the inbox page, the download."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.assets import access, delivery, landing, links, queries
from leadgate.assets.actions import delivering
from leadgate.assets.errors import AssetOver, NoSuchAsset
from leadgate.assets.verifications import OPT_IN
from leadgate.foundation import languages
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web import ways
from leadgate.foundation.web.onlookers import is_somebody
from leadgate.foundation.web.requests import error, from_anywhere, wants_json
from leadgate.people import asking_browser
from leadgate.people.verification import public as verification

pages = Blueprint("assets", __name__)


@pages.route("/a/<slug>", methods=["GET", "POST"])
@allow(PUBLIC)
def landing_page(slug: str) -> ResponseReturnValue:
    """The value first, then the form."""
    visit = landing.GateVisit(slug)
    if request.method == "GET" and (twin := visit.twin_to_read):
        return redirect(url_for(".landing_page", slug=twin) + ways.kept_query(), 302)
    if request.method == "POST" and visit.is_taken():
        onward = redirect(url_for(".inbox", slug=slug, lang=visit.chosen_language), 303)
        return asking_browser.remember(onward, visit.opt_in)
    return visit.page("assets/landing.html")


@pages.errorhandler(AssetOver)
def over(refusal: AssetOver) -> ResponseReturnValue:
    """What there is in place of what has ended."""
    slug = (request.view_args or {}).get("slug")
    if slug is None or request.endpoint == "assets.embed" or wants_json():
        return error(refusal.status, str(refusal))
    ended = queries.gate(slug, languages.of_request())
    return render_template("assets/over.html", gate=ended, sentence=str(refusal)), refusal.status


@pages.post("/a/<slug>/started")
@allow(PUBLIC)
def started(slug: str) -> ResponseReturnValue:
    """That somebody has begun to fill in the form; what they type stays with them."""
    if is_somebody(request):
        landing.GateVisit(slug).note_started()
    return "", 204


@pages.route("/a/<slug>/embed", methods=["GET", "POST"])
@allow(PUBLIC)
@from_anywhere
def embed(slug: str) -> ResponseReturnValue:
    """The form alone, for a frame on another site; sets no cookie."""
    visit = landing.GateVisit(slug)
    if request.method == "POST" and visit.is_taken():
        return render_template("assets/embed_sent.html", gate=visit.gate)
    return visit.page("assets/embed.html")


@pages.get("/a/<slug>/picture.png")
@allow(PUBLIC)
def picture(slug: str) -> Response:
    """What the file looks like."""
    return delivery.picture(access.open_gate(slug).version)


@pages.route("/a/<slug>/inbox", methods=["GET", "POST"])
@allow(PUBLIC)
def inbox(slug: str) -> ResponseReturnValue:
    """Where to look next; the code from the mail may be typed here. Says the same to everybody."""
    gate = access.gate(slug)
    return verification.inbox(OPT_IN, gate.asset.id, gate=gate)


@pages.post("/a/<slug>/inbox/resend")
@allow(PUBLIC)
def resend(slug: str) -> ResponseReturnValue:
    """Ask for the mail again."""
    gate = access.gate(slug)
    return verification.resend(OPT_IN, gate.asset.id, gate=gate)


@pages.get("/a/<slug>/ready")
@allow(PUBLIC)
def ready(slug: str) -> ResponseReturnValue:
    """The download button."""
    grant, gate = access.grant_to_show(request.args.get("grant", "")), access.gate(slug)
    found = delivering.open_grant(grant)
    if found.asset_id != gate.asset.id:
        raise NoSuchAsset
    agreed = access.agreed_to(gate, grant, found.person_id, request.args.get("confirmed", ""))
    token = links.download_token(grant)
    return render_template("assets/ready.html", gate=gate, version=found.version, agreed=agreed, token=token)


@pages.get("/d/<token>")
@allow(PUBLIC)
def download(token: str) -> ResponseReturnValue:
    """The file itself, whole or in ranges; counted when all of it was taken."""
    return delivery.of_link(request, token).response()
