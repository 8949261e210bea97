"""Verifying a document that is one file: receipts, the receipt of a choice, an erasure certificate, a checkpoint."""

from collections.abc import Iterator
from dataclasses import replace

from .choices import batch_claim, choice_claim
from .notes import Checkpoint, is_signed, key_in, read_checkpoint
from .reading import Document, Unreadable, canonical, from_hex, member, read
from .receipts import receipt_claim, wording_faults
from .tree import HASH_BYTES
from .verdict import Claim, Trust, Verdict

SIGNATURE = "leadgate:signature"
SIGNATURE_BYTES, KEY_BYTES = 64, 32
RECEIPTS, CERTIFICATE, BUNDLE = "leadgate:Receipts", "leadgate:ErasureCertificate", "leadgate:Bundle"
CHOICE, BATCH = "leadgate:CookieChoice", "leadgate:CookieBatch"
KINDS = {
    RECEIPTS: "file of receipts",
    CHOICE: "receipt of a choice",
    BATCH: "proof of a batch of choices",
    CERTIFICATE: "certificate",
}


def is_whole(document: Document, key: bytes) -> bool:
    """Whether the holder of the key signed everything in a document but the signature itself."""
    try:
        signature = from_hex(document.get(SIGNATURE), SIGNATURE_BYTES)
    except Unreadable:
        return False
    body = {name: value for name, value in document.items() if name != SIGNATURE}
    return is_signed(key, signature, canonical(body))


def verify_document(content: bytes, trust: Trust) -> Verdict:
    """Verify a file of receipts, the receipt of a choice, an erasure certificate or a checkpoint by itself.

    Args:
        content: the bytes of the file.
        trust: the keys that are believed; without one nothing is genuine.
    """
    verdict = Verdict("file")
    try:
        if content.startswith(b"{"):
            _check(read(content), trust, verdict)
        else:
            _check_note(content, trust, verdict)
    except Unreadable as damage:
        verdict.faults.append(f"The {verdict.what} is refused. {damage}")
    return verdict


def _check(document: Document, trust: Trust, verdict: Verdict) -> None:
    kind = member(document, "@type", str)
    if kind not in KINDS:
        raise Unreadable("It is neither receipts nor a certificate.")
    verdict.what = KINDS[kind]
    key = from_hex(document.get("leadgate:public_key"), KEY_BYTES)
    verdict.signed_by(key, trust)
    if not is_whole(document, key):
        verdict.faults.append(f"The {verdict.what} was changed after it was signed.")
    if kind == RECEIPTS:
        _check_receipts(document, key, verdict)
    elif kind in (CHOICE, BATCH):
        verdict.claims.append(_checked_choices(document, kind, key))
    else:
        verdict.claims += certificate_claims(document, key)
    verdict.has_checkpoint = "leadgate:log_key" in document


def certificate_claims(document: Document, key: bytes) -> Iterator[Claim]:
    """What a certificate says about the log: the checkpoint it carries, if it has one.

    Raises:
        Unreadable: it is no certificate, or its checkpoint is not the key's.
    """
    name = member(document, "dct:identifier", str)
    if document.get("@type") != CERTIFICATE or document.get("leadgate:public_key") != key.hex():
        raise Unreadable(f"{name} is no certificate of this key.")
    log = log_name(document, key)
    if log is not None or "leadgate:checkpoint" in document:
        found = checkpoint_in(document, log, key)
        note = member(document, "leadgate:checkpoint", str)
        yield Claim(f"Certificate {name}", found.size, found.root, note=note)


def log_name(document: Document, key: bytes) -> str | None:
    """What the log is called whose verifier key a document carries; None for one from before there were any.

    Raises:
        Unreadable: it is another key than the one that signed.
    """
    if "leadgate:log_key" not in document:
        return None
    name, log_key = key_in(member(document, "leadgate:log_key", str))
    if name is None or log_key != key:
        raise Unreadable("leadgate:log_key is not the verifier key of leadgate:public_key.")
    return name


def checkpoint_in(document: object, log: str | None, key: bytes) -> Checkpoint:
    """The checkpoint a document carries.

    Raises:
        Unreadable: it has none, or one of another log or key.
    """
    found = read_checkpoint(member(document, "leadgate:checkpoint", str), key)
    if found.origin != log:
        raise Unreadable("The checkpoint is one of another log.")
    return found


def _check_receipts(document: Document, key: bytes, verdict: Verdict) -> None:
    receipts, log = member(document, "@graph", list), log_name(document, key)
    if not receipts:
        verdict.faults.append("The file holds no receipt.")
    for receipt in receipts:
        name = member(receipt, "dct:identifier", str)
        if not is_whole(receipt, key):
            verdict.faults.append(f"Receipt {name} was changed after it was signed.")
        try:
            verdict.claims.append(_checked(receipt, name, log, key))
            verdict.faults += wording_faults(receipt, name)
        except Unreadable as damage:
            verdict.faults.append(f"Receipt {name} is refused. {damage}")


def _checked_choices(document: Document, kind: str, key: bytes) -> Claim:
    _refuse_unsealed(document)
    claim = choice_claim(document) if kind == CHOICE else batch_claim(document, "The proof of a batch of choices")
    return _under_a_signed_root(document, claim, log_name(document, key), key)


def _checked(receipt: Document, name: str, log: str | None, key: bytes) -> Claim:
    _refuse_unsealed(receipt)
    return _under_a_signed_root(receipt, receipt_claim(receipt, name), log, key)


def _refuse_unsealed(receipt: Document) -> None:
    if receipt.get("leadgate:proof", False) is None:
        raise Unreadable("It was made before its entry was sealed; ask for it once more.")


def _under_a_signed_root(receipt: Document, claim: Claim, log: str | None, key: bytes) -> Claim:
    proof = member(receipt, "leadgate:proof", dict)
    head = {"size": claim.size, "root": claim.root.hex(), "sealed_at": member(proof, "leadgate:sealed_at", str)}
    if not is_signed(key, from_hex(proof.get("leadgate:root_signature"), SIGNATURE_BYTES), canonical(head)):
        raise Unreadable("The root it names is not signed by this key.")
    if log is not None or "leadgate:checkpoint" in proof:
        found = checkpoint_in(proof, log, key)
        if (found.size, found.root) != (claim.size, claim.root):
            raise Unreadable("Its checkpoint is about another tree than its proof.")
        return replace(claim, note=proof["leadgate:checkpoint"])
    return claim


def _check_note(content: bytes, trust: Trust, verdict: Verdict) -> None:
    """A checkpoint carries no key, so it is read by each key that is known; by none it cannot be read at all."""
    verdict.what, verdict.has_checkpoint = "checkpoint", True
    if is_as_mailed(content):
        content = content.replace(b"\r\n", b"\n")
        verdict.seen.append("Its line ends were changed to those of mail (CRLF), which says nothing else.")
    try:
        note = content.decode()
    except UnicodeDecodeError as damage:
        raise Unreadable("It is not UTF-8.") from damage
    refusal = Unreadable("A checkpoint can only be verified with the log's key.")
    for key in trust.keys:
        try:
            found = read_checkpoint(note, key)
        except Unreadable as damage:
            refusal = damage
            continue
        verdict.signed_by(key, trust)
        verdict.claims.append(Claim(f"The checkpoint of {found.origin}", found.size, found.root, note=note))
        return
    raise refusal


def is_as_mailed(content: bytes) -> bool:
    """Whether every line ends as mail has it (RFC 5322: CRLF) and neither half of that stands alone."""
    ends = content.count(b"\r\n")
    return ends > 0 and ends == content.count(b"\n") == content.count(b"\r")


def seal_fault(seal: Document, key: bytes, root: bytes) -> str | None:
    """What is wrong with a signed root of a bundle.

    Args:
        root: that the entries lead to.

    Raises:
        Unreadable: it is no signed root.
    """
    head = {"size": member(seal, "size", int), "root": seal.get("root"), "sealed_at": member(seal, "sealed_at", str)}
    if from_hex(seal.get("root"), HASH_BYTES) != root:
        return f"The first {head['size']} entries do not lead to the root that was signed over them."
    if not is_signed(key, from_hex(seal.get("signature"), SIGNATURE_BYTES), canonical(head)):
        return f"The root over {head['size']} entries is not signed by this key."
    return None
