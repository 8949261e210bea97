"""Settings in the studio, for the owner."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.foundation.permissions import after_proof, allow, keeping_files
from leadgate.foundation.web.bodies import takes
from leadgate.site_settings import queries, shown
from leadgate.site_settings.actions import choosing
from leadgate.site_settings.brand_form import BrandForm, kept_files, most_bytes
from leadgate.site_settings.forms import OrganisationForm, SettingsForm, SiteForm
from leadgate.site_settings.room import SETTINGS
from leadgate.site_settings.wording import label_of

pages = Blueprint("site_settings", __name__, url_prefix="/admin/settings")


@pages.get("")
@allow(SETTINGS)
def overview() -> str:
    """What there is to set, and what was changed."""
    return render_template("site_settings/overview.html", changes=queries.changes(), label_of=label_of)


@pages.route("/organisation", methods=["GET", "POST"])
@allow(SETTINGS)
@after_proof
def organisation() -> ResponseReturnValue:
    """Who answers for the site."""
    return _page(OrganisationForm())


@pages.route("/site", methods=["GET", "POST"])
@allow(SETTINGS)
@after_proof
def site() -> ResponseReturnValue:
    """What the site speaks, takes and says of itself."""
    return _page(SiteForm(), zones=shown.zones())


@pages.route("/brand", methods=["GET", "POST"])
@allow(SETTINGS)
@after_proof
@keeping_files(kept_files)
@takes(most_bytes)
def brand() -> ResponseReturnValue:
    """How the site looks."""
    return _page(BrandForm())


@pages.post("/brand/preview")
@allow(SETTINGS)
@takes(most_bytes)
def preview() -> ResponseReturnValue:
    """How it would look; nothing is changed."""
    form = BrandForm()
    if not form.validate():
        form.turn_back(422)
    return render_template("site_settings/brand.html", form=form), form.status


@pages.get("/brand/preview.css")
@allow(SETTINGS)
def preview_colours() -> Response:
    """The colours of a preview."""
    return Response(shown.colours(request.args), mimetype="text/css")


@pages.get("/brand/pictures/<uuid:picture_id>.png")
@allow(SETTINGS)
def picture(picture_id: UUID) -> Response:
    """A picture that is not chosen yet."""
    return Response(queries.picture(picture_id), mimetype="image/png")


def _page(form: SettingsForm, **about: object) -> ResponseReturnValue:
    if form.submitted_to(choose_typed, form):
        return saved(url_for(str(request.endpoint), saved=1))
    return render_template(f"{str(request.endpoint).replace('.', '/')}.html", form=form, **about), form.status


def saved(onward: str) -> ResponseReturnValue:
    """Back to the page, which says that it was saved."""
    flash(_("Saved. It is in force everywhere within a few seconds."))
    return redirect(onward, 303)


def choose_typed(form: SettingsForm) -> None:
    """Put what was typed in force.

    Raises:
        ChangedMeanwhile, NotABrandPicture: as `choosing.choose`.
    """
    choosing.choose(form.texts(), seen=form.seen_version, by=current_user.id)
