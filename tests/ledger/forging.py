"""A document made by somebody else: every signature in it is good, by a key of the forger's own."""

import base64
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leadgate.verifier.documents import SIGNATURE
from leadgate.verifier.notes import Checkpoint, signed_note, verifier_key
from leadgate.verifier.reading import canonical

FORGER = Ed25519PrivateKey.from_private_bytes(sha256(b"forger").digest())
KEY = FORGER.public_key().public_bytes_raw()


def forged(document):
    """The same under the forger's key, whole: what it says of the log as well."""
    if isinstance(document, list):
        return [forged(each) for each in document]
    if not isinstance(document, dict):
        return document
    made = {name: forged(value) for name, value in document.items() if name != SIGNATURE}
    if "leadgate:public_key" in made:
        made["leadgate:public_key"] = KEY.hex()
    if "leadgate:log_key" in made:
        made["leadgate:log_key"] = verifier_key(made["leadgate:log_key"].split("+")[0], KEY)
    if "leadgate:checkpoint" in made:
        origin, size, root = made["leadgate:checkpoint"].split("\n")[:3]
        checkpoint = Checkpoint(origin, int(size), base64.b64decode(root))
        made["leadgate:checkpoint"] = signed_note(checkpoint, KEY, FORGER.sign)
    if "leadgate:root_signature" in made:
        head = {name: made[f"leadgate:{name}"] for name in ("size", "root", "sealed_at")}
        made["leadgate:root_signature"] = FORGER.sign(canonical(head)).hex()
    return made | {SIGNATURE: FORGER.sign(canonical(made)).hex()} if SIGNATURE in document else made
