"""What stands, on a person's own page: where they end it."""

from uuid import UUID

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser
from leadgate.standing.actions import binding
from leadgate.standing.types import StandingKind

pages = Blueprint("standing", __name__)


@pages.post("/me/standing/<any('opt-out', 'restriction'):what>")
@allow(PUBLIC)
@browser.own_page
def end(person_id: UUID, what: str) -> ResponseReturnValue:
    """End what one has asked for: being handed to nobody, or being kept and not used."""
    binding.lift(person_id, StandingKind(what))
    return redirect(browser.home(ended=what), 303)
