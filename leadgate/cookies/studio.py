"""What the staff do with other sites: add one, say where it is, publish what it asks, end it."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.cookies import pasting, queries
from leadgate.cookies.actions import describing
from leadgate.cookies.checking import problems_of
from leadgate.cookies.documents import read_shown
from leadgate.cookies.errors import NoSuchSite
from leadgate.cookies.forms import site_form
from leadgate.cookies.room import EDIT, VIEW
from leadgate.cookies.types import PurposeKind
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.slugs import free_slug
from leadgate.foundation.web.forms import Button
from leadgate.foundation.wordings.looking import FRAMES_US

USUAL_ORDER = (PurposeKind.STATISTICS, PurposeKind.MARKETING, PurposeKind.EMBEDDED, PurposeKind.OWN, PurposeKind.EXEMPT)
pages = Blueprint("cookies", __name__, url_prefix="/studio/cookies")


@pages.get("")
@allow(VIEW)
def index() -> str:
    """The sites that ask through here."""
    return render_template("cookies/index.html", listed=[(one, queries.live_notice(one.id)) for one in queries.sites()])


@pages.route("/new", methods=["GET", "POST"])
@allow(EDIT)
def new() -> ResponseReturnValue:
    """Add one."""
    form = site_form(installation().settings.languages)
    slug = free_slug(form.title.data or "", "site", queries.is_taken)
    if form.submitted_to(
        describing.add_site,
        slug,
        form.title.data or "",
        form.where(),
        languages=form.spoken(),
        parent_domain=form.parent_domain.data or "",
        mode=form.chosen_mode,
        by=current_user.id,
    ):
        return redirect(url_for(".site", slug=slug), 303)
    return render_template("cookies/where.html", form=form, site=None), form.status


@pages.get("/<slug>")
@allow(VIEW)
def site(slug: str) -> Response:
    """One: what it stores, what is missing, the line to paste, and how the banner looks."""
    found = queries.site_of(slug)
    described, told = queries.described(found), queries.notices(found.id)
    page = {
        "site": found,
        "described": described,
        "problems": [*problems_of(described, tuple(found.languages))],
        "notices": told,
        "is_published": queries.is_published(found, described),
        "paste": pasting.lines_for(found) if told else None,
        "kinds": USUAL_ORDER,
        "form": Button(),
    }
    answer = Response(render_template("cookies/site.html", **page))
    answer.headers.extend([FRAMES_US])
    return answer


@pages.route("/<slug>/where", methods=["GET", "POST"])
@allow(EDIT)
def where(slug: str) -> ResponseReturnValue:
    """Say where it is and how it asks."""
    found = queries.site_of(slug)
    form = site_form(installation().settings.languages, found, queries.described(found).consent_mode.value)
    said = (form.title.data or "", form.where(), form.spoken(), form.parent_domain.data or "")
    how = (form.chosen_mode, form.chosen_consent_mode)
    if form.submitted_to(describing.change_site, found.id, *said, *how, by=current_user.id):
        return redirect(url_for(".site", slug=slug), 303)
    return render_template("cookies/where.html", form=form, site=found), form.status


@pages.post("/<slug>/publish")
@allow(EDIT)
def publish(slug: str) -> ResponseReturnValue:
    """Ask its visitors by this from now on."""
    form = Button()
    if form.submitted_to(describing.publish, queries.site_of(slug).id, by=current_user.id):
        flash(_told_of(queries.notices(queries.site_of(slug).id)[0].number))
    elif form.refusal:
        flash(form.refusal, "refused")
    return redirect(url_for(".site", slug=slug), 303)


def _told_of(number: int) -> str:
    if number == 1:
        return str(_("Visitors are asked by this from now on."))
    return str(
        _("Visitors are asked by this from now on; whoever answered before is asked again, and told what is new.")
    )


@pages.route("/<slug>/end", methods=["GET", "POST"])
@allow(EDIT)
@after_proof
def end(slug: str) -> ResponseReturnValue:
    """End it: its script asks nobody any more."""
    found, form = queries.site_of(slug), Button()
    if form.submitted_to(describing.retire, found.id, by=current_user.id):
        flash(_("%(title)s is ended. What its visitors answered stays provable.", title=found.title))
        return redirect(url_for(".index"), 303)
    return render_template("cookies/end.html", site=found, form=form), form.status


@pages.get("/<slug>/versions/<int:number>")
@allow(VIEW)
def version(slug: str, number: int) -> str:
    """What visitors were shown once."""
    found = queries.site_of(slug)
    notice = next((one for one in queries.notices(found.id) if one.number == number), None)
    if notice is None:
        raise NoSuchSite
    return render_template("cookies/version.html", site=found, notice=notice, shown=read_shown(notice.document))


@pages.get("/<slug>/preview")
@allow(VIEW)
def preview(slug: str) -> Response:
    """A page with the banner as it would be, for a frame that can reach nothing: its script stands in it."""
    found = queries.site_of(slug)
    spoken, script = request.args.get("language", found.languages[0]), queries.preview_script_of(found)
    answer = Response(render_template("cookies/preview.html", site=found, spoken=spoken, script=script))
    answer.headers["Content-Security-Policy"] = pasting.policy_of_preview(script)
    return answer
