"""The edge: requests come in bounded, refusals go out as one sentence, and nobody sees a bare error."""

import logging
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from babel.lists import format_list
from flask import Flask, Response, current_app, jsonify, redirect, render_template, request
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as BaseResponse

from leadgate.foundation.errors import Refusal
from leadgate.foundation.files.sizes import file_size
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import Installation
from leadgate.foundation.logs import innermost_of_ours
from leadgate.foundation.permissions import PUBLIC, Permission, Role, may, permission_of
from leadgate.foundation.web import client
from leadgate.foundation.web.bodies import most_bytes_of
from leadgate.foundation.web.page_owner import OWNER
from leadgate.foundation.web.ways import browser_path, own_path, this_page, way

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = logging.getLogger(__name__)
NO_TEXT = re.compile("[\0\ud800-\udfff]")
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
STAFFS = ("/studio", "/admin", "/moderate", "/office", "/staff")
"""Below which addresses the pages of the staff are."""
SENTENCES = {
    400: _("The browser sent something this page cannot read. Please go back and try once more."),
    403: _("This page is not for you. If you think it should be, ask the person who runs this site."),
    404: _("There is nothing here. The link may be old, or cut short on its way."),
    405: _("This page cannot be used like that. Please go back and try once more."),
    410: _("This is over: what was here has ended or was taken down."),
    413: _("That is more than this form takes. Please make it shorter, or the file smaller."),
    415: _("This address does not take that kind of content."),
    429: _("That was tried too often. Please wait a while, then try again."),
    500: _("Something went wrong on our side. It has been noted; please try again in a moment."),
    503: _(
        "This site cannot save anything right now, and that is our fault. Nothing you typed is lost: try again soon."
    ),
}


def at_work(app: Flask, here: Installation) -> None:
    """Let every request of an application work on an installation, with the bounds and refusals of this module.

    Args:
        app: before it has taken its first request.
        here: whose database, vault and settings the views find.
    """
    inner = app.wsgi_app

    def opened(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with here.opened():
            return inner(environ, start_response)

    app.wsgi_app = opened  # type: ignore[method-assign]
    app.before_request(_take_what_the_view_takes)
    app.before_request(_refuse_malformed)
    app.before_request(_refuse_foreign)
    app.before_request(_refuse_unallowed)
    app.after_request(_lead_on_without_host)
    app.register_error_handler(Refusal, _answer_refusal)
    app.register_error_handler(HTTPException, _answer_http)
    for trouble in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(trouble, _answer_unavailable)
    app.register_error_handler(Exception, _answer_surprise)


def _take_what_the_view_takes() -> None:
    request.max_content_length = most_bytes_of(_view())


def _refuse_malformed() -> Response | None:
    if not request.headers.get("Host") and request.environ.get("SERVER_PROTOCOL") != "HTTP/1.0":
        return error(400)  # RFC 9112 section 3.2; older health checks send none
    typed = [request.path, *request.args.values()]
    if request.method in UNSAFE and request.mimetype == "application/x-www-form-urlencoded":
        typed += request.form.values()
    # A lone surrogate or a NUL is no text: refused here, once, before any column or mail can choke on it.
    return error(400) if NO_TEXT.search("".join(typed)) else None


def _refuse_foreign() -> Response | None:
    """Refuse a form that a page of another site sent (OWASP ASVS 5.0 3.5.1)."""
    if request.method not in UNSAFE or getattr(_view(), "from_anywhere", False):
        return None
    origin = request.headers.get("Origin")
    foreign = origin is not None and (origin == "null" or not client.is_own(origin))
    return error(403) if foreign or request.headers.get("Sec-Fetch-Site") == "cross-site" else None


def _refuse_unallowed() -> Response | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    if (needed := permission_of(_view())) == PUBLIC:
        return None
    staff = current_user if current_user.is_authenticated else None
    if may(staff, needed):
        return None
    return error(403, _for_whom(needed, staff.role)) if staff else to_the_door()


def _for_whom(needed: Permission | None, role: Role) -> str:
    """What somebody of the staff is told who may not open a page: who may, and who can change that; names nobody."""
    may_open = [str(each.words) for each in Role if needed and each in needed.roles]
    said = gettext(
        "This page is for: %(roles)s. You are here as: %(role)s. If your work needs it, ask an owner of this site.",
        roles=format_list(may_open, "unit", locale=get_locale()),
        role=role.words,
    )
    return str(said)


def to_the_door() -> Response:
    """Send somebody who is not signed in to the door of the staff, for pages only they can have."""
    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined, no-any-return]


def from_anywhere(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view be posted to from other sites: mail clients (RFC 8058) and embedded forms."""
    view.__dict__["from_anywhere"] = True
    return view


def _view() -> Callable[..., Any]:
    return current_app.view_functions.get(request.endpoint or "", _nothing)


def _nothing() -> None:
    """Stands for a view that does not exist."""


def error(
    status: int,
    sentence: str = "",
    retry_after: int | None = None,
    *,
    keeps_typed: bool = False,
    sign_in_at: str | None = None,
) -> Response:
    """A refusal as a page, or as problem details (RFC 9457) for a program.

    Args:
        status: of HTTP.
        sentence: what is said, in the reader's language; what is usual for the status when it is empty.
        retry_after: seconds until it is worth trying again, for `Retry-After`.
        keeps_typed: whether the page offers to send the same form once more.
        sign_in_at: as `Refusal.sign_in_at`.
    """
    sentence = sentence or str(SENTENCES.get(status, SENTENCES[500]))
    if wants_json():
        problem = {"type": "about:blank", "title": sentence, "status": status}
        response = jsonify(problem)
        response.mimetype = "application/problem+json"
    else:
        kept = typed() if keeps_typed else []
        if kept and status == 403:  # until its reader is signed in again, the page is that of a session that is over
            kept.append((OWNER, request.form.get(OWNER, "")))
        door = None if current_user.is_authenticated else sign_in_at
        anew = own_path(this_page())
        sign_in = way(door, next=anew) if door else None
        page = {"status": status, "sentence": sentence, "typed": kept, "files": bool(kept and request.files)}
        doors = {"sign_in": sign_in, "anew": anew, "frame": _frame(status)}
        response = Response(render_template("error.html", **doors, **page))
    response.status_code = status
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _frame(status: int) -> str:
    """The template a refusal stands in: that of the rooms one works in, where a member of staff is in one of them."""
    is_staffs = request.endpoint is None or permission_of(_view()) not in (None, PUBLIC)
    if status >= 500 or not is_staffs or not current_user.is_authenticated:
        return "base.html"
    is_there = any(request.path == place or request.path.startswith(f"{place}/") for place in STAFFS)
    return "studio_base.html" if is_there else "base.html"


def typed() -> list[tuple[str, str]]:
    """What the form at hand held that was sent, but passwords; nothing where somebody only pressed a button."""
    sent = [(name, value) for name, value in request.form.items(multi=True) if "password" not in name and name != OWNER]
    return sent if any(name != "csrf_token" for name, _value in sent) else []


def wants_json() -> bool:
    """Whether a program asks, by path or by what it accepts."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/problem+json"])
    return request.path.startswith("/api/") or (best or "").endswith("json")


def _answer_refusal(refusal: Refusal) -> Response:
    client.note_guess(refusal)
    said, again = str(refusal), refusal.retry_after_seconds
    return error(refusal.status, said, again, keeps_typed=refusal.keeps_typed, sign_in_at=refusal.sign_in_at)


def _answer_http(trouble: HTTPException) -> BaseResponse | HTTPException:
    if trouble.code is None or trouble.code < 400:
        return trouble
    if trouble.code == 404 and (plain := _without_slash()):
        return redirect(plain, 308)
    said = _too_much() if trouble.code == 413 else ""
    answer = error(trouble.code if trouble.code in SENTENCES else 400 if trouble.code < 500 else 500, said)
    answer.status_code = trouble.code
    if "Allow" in (headers := dict(trouble.get_headers())):
        answer.headers["Allow"] = headers["Allow"]
    return answer


def _too_much() -> str:
    """What a request may have at most, where that was its fault: a form with too many fields has other bounds."""
    most, came = request.max_content_length, request.content_length
    if most is None or (came is not None and came <= most):
        return ""
    said = gettext(
        "That is more than this form takes: %(most)s at most, with its files. Please go back and make it smaller.",
        most=file_size(most),
    )
    return str(said)


def _lead_on_without_host(response: Response) -> Response:
    """Where an address is nearly one of ours: the host and the scheme we were reached by may be the proxy's alone."""
    if isinstance(onward := request.routing_exception, RequestRedirect):
        path, query = urlsplit(onward.new_url)[2:4]
        response.location = f"/{path.lstrip('/')}{query and '?'}{query}"
    return response


def _without_slash() -> str | None:
    """The same address without a slash at its end, where one was typed that no page has and there is a page without."""
    path, query = request.path.rstrip("/"), request.query_string.decode("latin-1")
    try:
        adapter = current_app.create_url_adapter(request)
        if path == request.path or adapter is None:
            return None
        adapter.match(path, method=request.method)
    except HTTPException:
        return None
    plain = quote(browser_path(path))
    return f"{plain}?{query}" if query else plain


def _answer_unavailable(trouble: Exception) -> Response:
    log.error("unavailable: %s", type(trouble).__name__)
    return error(503, retry_after=5, keeps_typed=True)


def _answer_surprise(trouble: Exception) -> Response:
    # The message of an unexpected error may hold what somebody typed, and so may the path: only its kind and place are
    # logged, the rule the path fits, and a number that the answer bears, too.
    number, rule = new_id(), request.url_rule.rule if request.url_rule else "-"
    kind, where = type(trouble).__name__, innermost_of_ours(trouble)
    log.error("unexpected %s at %s, in %s (%s), request %s", kind, where, request.endpoint or "-", rule, number)
    answer = error(500)
    answer.headers["X-Request-ID"] = str(number)
    return answer


def gone(sentence: str = "") -> Response:
    """410, with a sentence that shows a way forward."""
    return error(410, sentence or gettext("This link has ended."))
