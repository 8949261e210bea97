"""What services that send our mail tell of it: heard where it is they who tell it, in their own words, and else not."""

import hmac
import json
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from leadgate.bounces.models import LetterReturned
from leadgate.bounces.services import hooks, signatures
from leadgate.bounces.services.reading import events_in
from leadgate.bounces.services.tables import SERVICES
from leadgate.bounces.types import HeardBy, ReturnedKind
from leadgate.consent import queries as consent
from leadgate.foundation import clock
from leadgate.foundation.calling.posting import HttpResponse
from leadgate.foundation.configuration.mail_secrets import MAIL_SERVICES
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.mail.answers import Undelivered
from leadgate.letter_sending.actions import copying, starting
from leadgate.letter_sending.models import LetterCopy
from leadgate.letter_sending.returning import mark_for, token_of
from tests.facts import count, one
from tests.letter_sending.scenes import letter

EC, TOPIC = ec.generate_private_key(ec.SECP256R1()), "arn:aws:sns:eu-central-1:1:bounces"
PUBLIC = b64encode(EC.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
SECRETS = {"mailgun": "key-1", "postmark": "hook:s3cret", "sendgrid": PUBLIC, "ses": TOPIC}
CERTIFICATE = "https://sns.eu-central-1.amazonaws.com/cert.pem"
RSA = generate_private_key(65_537, 2_048)


@pytest.fixture
def copy(site, here):
    """Ada's copy of a letter, and the services that may tell of it."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent=["newsletter"])
    june = letter()
    starting.start(june)
    while copying.copy_some(june):
        forget_what_was_read()
    before = here.given
    here.given = replace(before, mail_hooks=SECRETS)
    yield one(LetterCopy)
    here.given = before


@pytest.fixture(autouse=True)
def amazons_certificate(monkeypatch):
    """What Amazon has at the address of its certificate: nothing is asked of anybody elsewhere."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, RSA.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    asked = []

    def get(url, _headers):
        asked.append(url)
        return HttpResponse(200, made.sign(RSA, SHA256()).public_bytes(Encoding.PEM))

    signatures._certified.cache_clear()
    monkeypatch.setattr(signatures, "get", get)
    monkeypatch.setattr(hooks, "get", get)
    return asked


def mailgun(token, said="550 5.1.1 User unknown", event="failed", secret="key-1"):
    moment = str(int(clock.now().timestamp()))
    signature = hmac.new(secret.encode(), f"{moment}t".encode(), sha256).hexdigest()
    data = {"event": event, "delivery-status": {"code": 550, "message": said}}
    data["message"] = {"headers": {"message-id": f"{token}@bakery.example"}}
    return json.dumps(
        {"signature": {"timestamp": moment, "token": "t", "signature": signature}, "event-data": data}
    ), {}


def postmark(token, said="smtp;550 5.1.1 User unknown", event="Bounce", secret="hook:s3cret"):
    told = {"RecordType": event, "Type": "HardBounce", "Details": said, "Metadata": {"copy": token}}
    return json.dumps(told), {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"}


def sendgrid(token, said="550 5.1.1 User unknown", event="bounce", secret=EC):
    key, moment = secret if not isinstance(secret, str) else ec.generate_private_key(ec.SECP256R1()), clock.now()
    body = json.dumps([{"event": event, "type": "bounce", "reason": said, "smtp-id": f"<{token}@bakery.example>"}])
    stamp = str(int(moment.timestamp()))
    signature = key.sign(stamp.encode() + body.encode(), ec.ECDSA(SHA256()))
    begins = "X-Twilio-Email-Event-Webhook-"
    return body, {f"{begins}Timestamp": stamp, f"{begins}Signature": b64encode(signature).decode()}


def ses(token, said="smtp; 550 5.1.1 User unknown", event="Bounce", secret=TOPIC, **more):
    told = {"notificationType": event, "mail": {"source": f"b+{token}@returned.example"}}
    if event == "Bounce":
        told["bounce"] = {"bounceSubType": "NoEmail", "bouncedRecipients": [{"diagnosticCode": said}]}
    return sns({"Type": "Notification", "Message": json.dumps(told), **more}, secret)


def sns(document, topic=TOPIC):
    whole = {"MessageId": "1", "Timestamp": "2026-12-01T00:00:00Z", "TopicArn": topic} | document
    whole |= {"SignatureVersion": "2", "SigningCertURL": whole.get("SigningCertURL", CERTIFICATE)}
    names = signatures._SNS_FIELDS[whole["Type"]]
    told = "".join(f"{name}\n{whole[name]}\n" for name in names if name in whole)
    return json.dumps(whole | {"Signature": b64encode(RSA.sign(told.encode(), PKCS1v15(), SHA256())).decode()}), {}


EACH = pytest.mark.parametrize("tells", [mailgun, postmark, sendgrid, ses])
COMPLAINTS = {"mailgun": "complained", "postmark": "SpamComplaint", "sendgrid": "spamreport", "ses": "Complaint"}


def told(site, service, body, headers):
    answer = site.visitor().client.post(f"/hooks/mail/{service}", data=body, headers=headers)
    forget_what_was_read()
    return answer.status_code


@EACH
def test_a_bounce_is_heard_in_the_services_words(site, copy, tells):
    assert told(site, tells.__name__, *tells(token_of(copy.id))) == 204
    [row] = session().scalars(select(LetterReturned)).all()
    assert (row.why, row.heard_by, row.suppressed) == (Undelivered.GONE, HeardBy.SERVICE, True)
    assert told(site, tells.__name__, *tells(token_of(copy.id))) == 204
    assert count(LetterReturned) == 1, "twice is once"


@EACH
def test_a_complaint_ends_the_purpose(site, copy, tells):
    body, headers = tells(token_of(copy.id), event=COMPLAINTS[tells.__name__])
    assert told(site, tells.__name__, body, headers) == 204
    assert not consent.agrees(copy.person_id, "newsletter")


@EACH
def test_whoever_cannot_prove_that_it_is_the_service_is_not_heard(site, copy, tells):
    name, token = tells.__name__, token_of(copy.id)
    body, headers = tells(token, secret="another")
    assert told(site, name, body, headers) == 401
    body, headers = tells(token)
    broken = (body[:-1], "", "[" * 5_000)
    for wrong in broken if name == "postmark" else (*broken, "[]", "{}", "null"):
        assert told(site, name, wrong, headers) == 401, wrong[:80]
    if name in ("sendgrid", "ses"):
        assert told(site, name, body.replace("5.1.1", "5.2.1"), headers) == 401, "changed on the way"
    if name not in ("postmark", "ses"):
        with clock.moved(timedelta(hours=1)):
            assert told(site, name, body, headers) == 401, "what was overheard is nobody's an hour later"
    assert count(LetterReturned) == 0


@EACH
def test_a_rule_of_the_servers_suppresses_nobody_and_a_foreign_token_does_nothing(site, copy, tells):
    assert told(site, tells.__name__, *tells(token_of(copy.id), said="550 5.7.1 blocked, see our policy")) == 204
    assert [row.suppressed for row in session().scalars(select(LetterReturned))] == [False]
    assert told(site, tells.__name__, *tells("a" * 34)) == 204
    assert count(LetterReturned) == 1


def test_a_service_nobody_set_is_not_there(site, here):
    assert told(site, "mailgun", "{}", {}) == 404
    assert told(site, "nobody", "{}", {}) == 404


def test_amazon_is_told_yes_once_it_has_proven_itself_and_its_certificate_comes_from_itself(
    site, copy, amazons_certificate
):
    yes = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription"
    asked = {"Type": "SubscriptionConfirmation", "Message": "", "Token": "t", "SubscribeURL": yes}
    assert told(site, "ses", *sns(asked)) == 204
    assert yes in amazons_certificate
    evils = ("https://evil.example/c.pem", "http://sns.eu.amazonaws.com/c", "https://sns.evil.example/?amazonaws.com")
    for evil in evils:
        assert told(site, "ses", *ses(token_of(copy.id), SigningCertURL=evil)) == 401
        assert evil not in amazons_certificate


def test_postmark_is_given_the_token_as_metadata_which_it_hands_on(site, copy):
    assert mark_for(copy.id) == f"X-PM-Metadata-copy: {token_of(copy.id)}\r\n".encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
)


@given(JSON, st.sampled_from(sorted(SERVICES)))
def test_whatever_else_is_told_means_nothing(document, service):
    assert list(events_in(service, document)) == []


def test_every_word_of_the_tables_means_something_that_is_known():
    for words in SERVICES.values():
        assert set(words.kinds.values()) <= {*ReturnedKind}
        assert Undelivered.GONE not in {words.severities.get(word) for word in ("SoftBounce", "blocked", "Suppressed")}


def test_every_service_of_the_tables_can_be_set_and_its_proofs_are_checked():
    assert set(MAIL_SERVICES) == set(SERVICES) == set(signatures._CHECKS)
