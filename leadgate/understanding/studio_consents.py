"""Consent over time: who came to agree to what, and why others do no more."""

from flask import Blueprint, Response, render_template, request

from leadgate.analytics.spans import twelve_months
from leadgate.assets.room import VIEW
from leadgate.foundation.languages import of_request
from leadgate.foundation.permissions import allow
from leadgate.understanding import consents, files
from leadgate.understanding.choosing import chosen, sees_who_came

pages = Blueprint("understanding_consents", __name__, url_prefix="/studio/figures")


@pages.get("/consent")
@allow(VIEW)
def consent_over_time() -> str:
    """All purposes, and the months of one."""
    choice, listed = chosen(request.args, twelve_months), consents.of_purposes(exactly=sees_who_came())
    asked = [one for one in listed if f"{one.figures.purpose.id}" == request.args.get("purpose")]
    shown = next(iter([*asked, *listed]), None)
    months = shown.months(choice.span) if shown else []
    told = {"shown": shown, "months": months, "plots": consents.plots(months), "steps": consents.steps_in(months)}
    return render_template("understanding/consents.html", chosen=choice, listed=listed, **told)


@pages.get("/consent.csv")
@allow(VIEW)
def consents_csv() -> Response:
    """Of all purposes as a file, month by month."""
    span, listed = chosen(request.args, twelve_months).span, consents.of_purposes(exactly=sees_who_came())
    return files.csv_of(files.of_consents(listed, span, of_request()), "consent.csv")
