"""Before what cannot be taken back, whoever sits there shows once more who they are; what they typed waits meanwhile.

One mechanism for every view that says `permissions.after_proof`: the request is answered with a page that asks for the
password or a code and carries all fields along, so that the next press both proves and does what was meant.
"""

from datetime import timedelta

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import clock
from leadgate.foundation.permissions import kept_files_of, needs_proof
from leadgate.foundation.web.requests import UNSAFE
from leadgate.foundation.web.ways import this_page
from leadgate.staff.actions import proving
from leadgate.staff.challenges import answered
from leadgate.staff.forms import ProofForm

HOLDS = timedelta(minutes=10)
OWN_FIELDS = {"proof-csrf_token", "proof-proof", "proof-credential"}


def ask_where_needed() -> ResponseReturnValue | None:
    """Ask for the proof where the view at hand needs one and the last is too old."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or not needs_proof(view) or not current_user.is_authenticated or _is_look():
        return None
    return ask()


def ask() -> ResponseReturnValue | None:
    """Ask whoever is signed in for the proof, unless the last is fresh; None when what they want may be done."""
    if current_user.proven_at > clock.now() - HOLDS:
        return None
    if request.method not in UNSAFE:
        return redirect(url_for("staff.prove", next=this_page()), 303)
    form = ProofForm(prefix="proof-")
    if "proof-proof" in request.form and is_shown(form):
        return None
    kept = dict(kept_files_of(current_app.view_functions[request.endpoint or ""]))
    typed = [*kept.items(), *(pair for pair in request.form.items(multi=True) if pair[0] not in {*OWN_FIELDS, *kept})]
    return render_template("staff/prove.html", form=form, typed=typed), form.status


def is_shown(form: ProofForm) -> bool:
    """Whether the form that asks for a proof was sent with one that holds."""
    if form.credential.data:
        answer = answered("proof", form.credential.data)
        return form.submitted_to(proving.prove_with_passkey, current_user.session_id, answer)
    return form.submitted_to(proving.prove, current_user.session_id, form.proof.data or "")


def _is_look() -> bool:
    """Whether a page is only looked at that is sent later."""
    methods = request.url_rule.methods if request.url_rule else None
    return request.method not in UNSAFE and "POST" in (methods or ())
