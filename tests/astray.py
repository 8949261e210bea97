"""Below a path of a host, whatever a page leads to is below it, too: what is not was written by hand."""

import re

from werkzeug.test import TestResponse

BASE_PATH = "/leads"
BASE_URL = f"http://localhost{BASE_PATH}"
"""What an installation is given that lives below a path."""
_LEADS_TO = re.compile(r'\s(?:href|src|action|formaction|hx-get|hx-post|data-[\w-]+)="((?:/|http://localhost/)[^"]*)"')
_COOKIE = re.compile(r"Path=([^;]*)")


def astray(answer: TestResponse) -> list[str]:
    """The addresses in an answer, and the paths of its cookies, that belong to somebody else on the same host."""
    is_page = answer.mimetype == "text/html"
    found = [*(_LEADS_TO.findall(answer.text) if is_page else []), answer.headers.get("Location", BASE_PATH)]
    found += [_COOKIE.findall(cookie)[0] for cookie in answer.headers.getlist("Set-Cookie")]
    return [one for one in found if not re.match(rf"({BASE_URL}|{BASE_PATH})(/|$|\?)|https?://(?!localhost/)", one)]
