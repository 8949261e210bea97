"""Signing in through a provider of OpenID Connect, connecting an account with one, and proving through one."""

from dataclasses import asdict

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from leadgate.foundation.openid import relying
from leadgate.foundation.openid.errors import ProviderFailed, WrongIdentity
from leadgate.foundation.openid.types import Attested, Errand
from leadgate.foundation.permissions import PUBLIC, after_proof, allow
from leadgate.foundation.web.ways import own_path
from leadgate.staff import door
from leadgate.staff.actions import identities
from leadgate.staff.forms import ReturnForm
from leadgate.staff.room import OWN_ACCOUNT
from leadgate.staff.types import Entrance

pages = Blueprint("staff_openid", __name__)


@pages.get("/staff/openid/sign-in")
@allow(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Go to the provider to sign in."""
    return _sent("sign-in")


@pages.get("/staff/openid/connect")
@allow(OWN_ACCOUNT)
@after_proof
def connect() -> ResponseReturnValue:
    """Go to the provider to connect the account one is signed in with."""
    return _sent("connect")


@pages.get("/staff/openid/prove")
@allow(OWN_ACCOUNT)
def prove() -> ResponseReturnValue:
    """Go to the provider to show that it is still oneself."""
    return _sent("prove")


@pages.get("/staff/openid/return")
@allow(PUBLIC)
def back() -> ResponseReturnValue:
    """Coming back. Nothing is done before a press here, so that no other site signs anybody in (ASVS 5.0, 7.6.2)."""
    form = ReturnForm(formdata=None, data=request.args)
    return render_template("staff/openid_return.html", form=form, called_off=not form.code.data)


@pages.post("/staff/openid/finish")
@allow(PUBLIC)
def finish() -> ResponseReturnValue:
    """Believe the provider, and do what the journey was for."""
    form, journey = ReturnForm(), _journey()
    if form.submitted_to(_arrived, journey, {name: str(value or "") for name, value in form.data.items()}):
        return _welcomed(form.answer, journey)
    return render_template("staff/openid_return.html", form=form, called_off=True), form.status


@pages.get("/staff/openid/signed-out")
@allow(PUBLIC)
def signed_out() -> ResponseReturnValue:
    """After signing out here: the way to sign out over there, where the provider has one."""
    try:
        away = relying.sign_out_address()
    except ProviderFailed:
        away = None
    return render_template("staff/signed_out.html", away=away) if away else redirect(url_for("staff.sign_in"), 303)


def _sent(purpose: str) -> BaseResponse:
    journey = relying.errand(purpose, request.args.get("next"))
    away = relying.address_for(journey, afresh=purpose != "sign-in")
    session["openid"] = asdict(journey)
    return redirect(away, 303)


def _journey() -> Errand | None:
    held = session.pop("openid", None)
    return Errand(**held) if held else None


def _arrived(journey: Errand | None, answer: dict[str, str]) -> Entrance | None:
    who = relying.attested(journey, answer)
    if journey and journey.purpose != "sign-in":
        _at_home(who, journey)
        return None
    return identities.enter(who, door.arrival(), by_role=relying.provider().role_claim is not None)


def _at_home(who: Attested, journey: Errand) -> None:
    if not current_user.is_authenticated:
        raise WrongIdentity
    if journey.purpose == "connect":
        identities.connect(current_user.id, who, current_user.session_id)
    else:
        identities.prove(current_user.id, current_user.session_id, who)


def _welcomed(entry: Entrance | None, journey: Errand | None) -> ResponseReturnValue:
    onward = own_path(journey.onward if journey else None)
    if entry:
        session[door.ELSEWHERE] = True
        return door.let_in(entry, onward)
    if journey and journey.purpose == "prove" and not onward:
        return render_template("staff/proven.html")
    if journey and journey.purpose == "connect":
        flash(_("Your account is connected with %(name)s.", name=relying.provider().label))
    return redirect(onward or url_for("staff_own.password"), 303)
