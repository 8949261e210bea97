"""Settings of letters, for the owner: their pace, when a second person says yes, and by which relay they leave."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user

from leadgate.consent import queries as consent
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.letter_sending import relays
from leadgate.letter_sending.actions import choosing_relays
from leadgate.letter_sending.pace_form import PaceForm
from leadgate.letter_sending.room import SETTINGS
from leadgate.site_settings.admin import choose_typed, saved

pages = Blueprint("letter_settings", __name__, url_prefix="/admin/settings/letters")


@pages.route("", methods=["GET", "POST"])
@allow(SETTINGS)
@after_proof
def pace() -> ResponseReturnValue:
    """How fast letters leave, and which need a second yes."""
    form = PaceForm()
    if form.submitted_to(choose_typed, form):
        return saved(url_for(".pace", saved=1))
    return _page(form, Button(formdata=None)), form.status


@pages.post("/relays/<uuid:purpose_id>")
@allow(SETTINGS)
@after_proof
def relay(purpose_id: UUID) -> ResponseReturnValue:
    """By which mail server the letters of a purpose leave."""
    button = Button()
    if button.submitted_to(choosing_relays.choose_relay, purpose_id, request.form.get("relay", ""), by=current_user.id):
        return redirect(url_for(".pace", _anchor="relays"), 303)
    return _page(PaceForm(formdata=None), button), button.status


def _page(form: PaceForm, button: Button) -> str:
    settings = installation().settings
    offers = [one for one in consent.all_offers(str(get_locale())) if one.sends] if settings.relays else []
    chosen = [(offer, relays.relay_of(offer.purpose_id)) for offer in offers]
    told = {"button": button, "chosen": chosen, "relays": sorted(settings.relays)}
    return render_template("letter_sending/pace.html", form=form, **told)
