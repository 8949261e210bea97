"""Campaigns: the words behind `?source=` that are counted by their names, over all that is shared."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.analytics import queries as analytics
from leadgate.analytics.actions import naming
from leadgate.assets.room import VIEW
from leadgate.foundation.permissions import allow
from leadgate.sharing.forms import CampaignForm
from leadgate.sharing.room import NAME

pages = Blueprint("sharing_campaigns", __name__, url_prefix="/studio/campaigns")


@pages.get("")
@allow(VIEW)
def index() -> ResponseReturnValue:
    """The words that are counted by name."""
    return _shown(CampaignForm())


@pages.post("/new")
@allow(NAME)
def add() -> ResponseReturnValue:
    """Count a word by its name from now on."""
    form = CampaignForm()
    if form.submitted_to(naming.add, form.word.data or "", by=current_user.id):
        flash(_("“%(word)s” is counted by its name from now on.", word=form.answer))
        return redirect(url_for(".index"), 303)
    return _shown(form)


@pages.post("/drop")
@allow(NAME)
def drop() -> ResponseReturnValue:
    """Count a word among the others again."""
    form = CampaignForm()
    if form.submitted_to(naming.drop, form.word.data or "", by=current_user.id):
        flash(_("“%(word)s” is counted among the others again, unless many come with it.", word=form.word.data))
        return redirect(url_for(".index"), 303)
    return _shown(form)


def _shown(form: CampaignForm) -> ResponseReturnValue:
    return render_template("sharing/campaigns.html", form=form, named=analytics.campaigns_since()), form.status
