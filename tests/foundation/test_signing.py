"""Signatures of webhooks: as the specification's own example has them, and as others check them."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC
from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation.calling import signing
from leadgate.foundation.calling.signing import WrongSignature

SHOWN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SECRET = b64decode(SHOWN.removeprefix("whsec_"))
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'
HEADERS = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
"""What the reference implementations of Standard Webhooks are tested against."""


def test_the_published_example_comes_out_as_published():
    assert signing.signed(SECRET, HEADERS["webhook-id"], AT, BODY) == HEADERS
    assert signing.check(SECRET, HEADERS, BODY, AT) == HEADERS["webhook-id"]
    assert signing.shown(SECRET) == SHOWN


@given(st.binary(min_size=24, max_size=64), st.binary(max_size=200), st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True))
def test_others_can_check_what_we_sign_and_so_can_we(secret, body, message_id):
    headers = signing.signed(secret, message_id, AT, body)
    version, _, signature = headers["webhook-signature"].partition(",")
    mac = HMAC(secret, hashes.SHA256())
    mac.update(b".".join([message_id.encode(), headers["webhook-timestamp"].encode(), body]))
    mac.verify(b64decode(signature))
    assert version == "v1"
    assert signing.check(secret, headers, body, AT) == message_id


def test_one_good_signature_among_several_is_enough_so_that_secrets_can_be_changed():
    several = f"v1,{b64encode(b'another').decode()} v1a,other {HEADERS['webhook-signature']}"
    assert signing.check(SECRET, {**HEADERS, "webhook-signature": several}, BODY, AT)


@pytest.mark.parametrize("away", [timedelta(minutes=6), -timedelta(minutes=6)])
def test_what_was_signed_long_ago_or_will_be_is_refused(away):
    assert signing.check(SECRET, HEADERS, BODY, AT + away * 0.8)
    with pytest.raises(WrongSignature):
        signing.check(SECRET, HEADERS, BODY, AT + away)


@pytest.mark.parametrize("changed", [
    {"webhook-id": "msg_other"}, {"webhook-timestamp": "1614265331"}, {"webhook-timestamp": "9" * 5000},
    {"webhook-timestamp": "\N{ARABIC-INDIC DIGIT ONE}"}, {"webhook-timestamp": "-1"}, {"webhook-signature": ""},
    {"webhook-signature": HEADERS["webhook-signature"].replace("v1,", "v2,")}, {"webhook-signature": "\N{SNOWMAN}"},
])  # fmt: skip
def test_a_forged_message_is_refused(changed):
    with pytest.raises(WrongSignature):
        signing.check(SECRET, {**HEADERS, **changed}, BODY, AT)
    with pytest.raises(WrongSignature):
        signing.check(SECRET, HEADERS, BODY + b" ", AT)
    with pytest.raises(WrongSignature):
        signing.check(SECRET + b"x", HEADERS, BODY, AT)
