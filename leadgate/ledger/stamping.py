"""Time stamps of checkpoints by an authority elsewhere (RFC 3161): when a history was the one there is."""

from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerificationError, VerifierBuilder
from rfc3161_client import decode_timestamp_response as decoded

from leadgate.foundation.calling.destinations import Reach
from leadgate.foundation.calling.posting import post
from leadgate.foundation.installation import installation
from leadgate.ledger.errors import NotStamped
from leadgate.verifier.der import values
from leadgate.verifier.stamps import CONTEXT_0, SEQUENCE

Certificates = list[x509.Certificate]


def asked(url: str, certificates: Certificates, message: bytes) -> bytes:
    """A fresh time stamp, checked: the response in DER.

    Args:
        url: of the authority.
        certificates: its own or its issuers', which are believed.
        message: what is stamped.

    Raises:
        CallFailed: it was not to be reached.
        NotStamped: it answered something else, or under another certificate.
    """
    request = TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256).build()
    headers = {"content-type": "application/timestamp-query", "accept": "application/timestamp-reply"}
    own = installation().settings.own_networks
    answer = post(url, request.as_bytes(), headers, reach=Reach.SELF_PROVING, own_networks=own)
    if answer.status != 200 or not is_stamped(answer.body, message, certificates, nonce=request.nonce):
        raise NotStamped
    return answer.body


def is_stamped(response: bytes, message: bytes, certificates: Certificates, *, nonce: int | None = None) -> bool:
    """Whether an authority we believe stamped a message.

    Args:
        response: in DER.
        message: what it has to be about.
        certificates: the authority's own or its issuers', which are believed.
        nonce: that has to be in it, where we asked for it just now.
    """
    builder = VerifierBuilder(nonce=nonce)
    for certificate in certificates:
        builder = builder.add_root_certificate(certificate)
    try:
        return builder.build().verify_message(decoded(_in_order(response)), message)
    except (VerificationError, ValueError):
        return False


def _in_order(stamp: bytes) -> bytes:
    """A time stamp whose certificates stand in the order DER gives a set; the same where it cannot be read.

    OpenSSL writes them as they come, and so do the authorities that run it. No signature is over them: which of them
    signed, the signature says itself.
    """
    try:
        [response] = values(stamp)
        _status, token = response.inside(SEQUENCE)
        _kind, wrapped = token.inside(SEQUENCE)
        [signed] = wrapped.inside(CONTEXT_0)
        [certificates] = [part.inside(CONTEXT_0) for part in signed.inside(SEQUENCE) if part.tag == CONTEXT_0]
    except (ValueError, IndexError):
        return stamp
    together = [each.whole for each in certificates]
    return stamp.replace(b"".join(together), b"".join(sorted(together)), 1)
