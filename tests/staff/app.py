"""An authenticator app, and setting one up in a browser."""

import re

import pyotp

from leadgate.foundation import clock


def code_of(secret):
    return pyotp.TOTP(secret).at(clock.now())


def set_up(visitor):
    """Set up an app in a browser; answers its secret and the recovery codes."""
    visitor.press("/staff/second-factor", "/staff/second-factor/begin")
    page = visitor.get("/staff/second-factor").text
    assert 'src="data:image/svg+xml' in page
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    code = code_of(secret)
    answer = visitor.fill("/staff/second-factor", code=f"{code[:3]} {code[3:]}")  # as apps show it
    return secret, re.findall(r"<code>([a-z2-7-]{19})</code>", answer.text)
