"""People at the site: they read pages, fill in forms and open mail, and know nothing of what is behind."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.foundation.background import outbox
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.mail import kept as kept_mail
from leadgate.foundation.mail.kept import KeptMail
from leadgate.foundation.permissions import Role
from leadgate.foundation.web.cookies import cookie_name, cookie_path
from leadgate.foundation.web.page_owner import OWNER, name_of
from leadgate.people import browser
from leadgate.staff.actions import accounts
from tests.astray import BASE_PATH, astray
from tests.browser_form import forms
from tests.cast import ADA
from tests.papers import PDF

PASSWORD = "quiet river stones 42"


@dataclass
class Visitor:
    """One browser."""

    client: FlaskClient
    headers: dict[str, str]

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._send("GET", path, **options)

    def post(self, path: str, *, data: Any = None, **options: Any) -> TestResponse:
        """Send something from a page of whoever is signed in, which is not looked at."""
        if data is None or isinstance(data, dict):
            data = {**self._owner(), **(data or {})} or None
        return self._send("POST", path, data=data, **options)

    def press_at(self, method: str, path: str) -> TestResponse:
        """Ask for a page, or press a button on one of one's own, as the method says."""
        return self.post(path) if method == "POST" else self._send(method, path)

    def _owner(self) -> dict[str, str]:
        """What the forms of a page say whose it is."""
        settings = installation().settings
        held = self.client.get_cookie(cookie_name(browser.COOKIE, settings), path=cookie_path(settings))
        if held is None:
            return {}
        with self.client.application.test_request_context("/", headers={"Cookie": f"{held.key}={held.value}"}):
            return {OWNER: name_of(browser.session_id())}

    def head(self, path: str, **options: Any) -> TestResponse:
        return self._send("HEAD", path, **options)

    def _send(self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any) -> TestResponse:
        forget_what_was_read()
        answer = self.client.open(path, method=method, headers={**self.headers, **(headers or {})}, **options)
        if self.client.application.config["APPLICATION_ROOT"] == BASE_PATH:
            assert astray(answer) == [], path
        return answer

    def fill(self, path: str, **fields: Any) -> TestResponse:
        """Open a page with a form and send the form, with what the page put into it."""
        found = forms(self.get(path).text)
        form = next((one for one in found if fields.keys() <= one.names), found[0])
        return self._send("POST", form.action or path, data=form.values | fields)

    def press(self, path: str, button: str, **fields: Any) -> TestResponse:
        """Open a page and press the button of one of its forms, named by where it leads."""
        form = next(one for one in forms(self.get(path).text) if one.action == button)
        return self._send("POST", button, data=form.values | fields)

    def opt_in(self, slug: str = "guide", email: str = ADA, **fields: Any) -> TestResponse:
        return self.fill(f"/a/{slug}", email=email, **fields)


class Site:
    """An installation with its pages, its worker and its kept mail."""

    def __init__(self, app: Flask, here: Installation) -> None:
        self.app, self.here = app, here

    def visitor(self, **headers: str) -> Visitor:
        return Visitor(self.app.test_client(), {name.replace("_", "-"): value for name, value in headers.items()})

    def staff(self, role: Role = Role.MARKETER, email: str = "") -> Visitor:
        email = email or f"{role}@bakery.example"
        accounts.add_account(email, role, PASSWORD)
        visitor = self.visitor()
        answer = visitor.fill("/staff/sign-in", email=email, password=PASSWORD)
        assert answer.status_code == 303, answer.text
        return visitor

    def publish(self, slug: str = "guide", content: bytes = PDF, name: str = "guide.pdf", **page: Any) -> UUID:
        return publishing.publish(slug, AssetPage(**{"title": "The guide", **page}), BytesIO(content), name)

    def purpose(self, slug: str = "newsletter", **options: Any) -> None:
        add_purpose(slug, PurposeWords("en", f"The {slug}", f"What the {slug} is about."), **options)

    def work(self) -> int:
        """Let the worker do what is due."""
        with self.app.app_context():
            return outbox.drain(seconds=60)  # all of it, on a busy machine, too

    def mails(self, to: str | None = None) -> list[KeptMail]:
        """What was sent, newest first, after the worker has worked."""
        self.work()
        return [mail for mail in kept_mail.newest() if to is None or mail.recipient == to]

    def mail(self, to: str = ADA) -> "Mail":
        found = self.mails(to)
        assert found, f"no mail for {to}"
        return Mail(found[0].text, found[0].subject)

    def confirmed(self, slug: str = "guide", email: str = ADA, **fields: Any) -> Visitor:
        """Somebody who asked, opened the mail in the same browser, and may download."""
        visitor = self.visitor()
        assert visitor.opt_in(slug, email, **fields).status_code == 303
        assert visitor.get(self.mail(email).link("confirm")).status_code == 303
        return visitor

    def signed_in(self, email: str = ADA) -> Visitor:
        """A known person on their own page, by the link from their inbox."""
        visitor = self.visitor()
        visitor.fill("/me/sign-in", email=email)
        assert visitor.fill(self.mail(email).link("me/sign-in")).status_code == 303
        return visitor


def code_in(text: str) -> str:
    """The six digits of a letter; a link may hold six digits between two letters by chance, and is not meant."""
    return re.findall(r"(?<!\S)\d{6}(?!\S)", text)[0]


@dataclass(frozen=True)
class Mail:
    """A letter as its reader sees it."""

    text: str
    subject: str

    def link(self, kind: str) -> str:
        """The path of the one link of that kind."""
        found = re.findall(rf"https?://[^/\s]+((?:{BASE_PATH})?/{kind}[^\s>]*)", self.text)
        assert len(found) == 1, self.text
        return found[0]

    @property
    def code(self) -> str:
        return code_in(self.text)
