"""A verifier as a stranger would write it: from docs/formats.md alone, knowing nothing of leadgate's own.

It answers "genuine", "refused" or "untrusted", and never why: whoever doubts one of the two reads the other.
"""

import base64
import datetime
import hashlib
import io
import json
import re
import struct
import subprocess
import zipfile
import zlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
STATES = {
    "requested": "dpv:ConsentRequested",
    "given": "dpv:ConsentGiven",
    "refused": "dpv:ConsentRefused",
    "withdrawn": "dpv:ConsentWithdrawn",
    "expired": "dpv:ConsentExpired",
    "renewed": "dpv:RenewedConsentGiven",
}
LISTS = ("entries.jsonl", "seals.jsonl", "certificates.jsonl", "notices.jsonl")
NAME = re.compile(r"[\x21-\x2a\x2c-\x7e]+")


class Refused(Exception):
    pass


def demand(condition):
    if not condition:
        raise Refused


def sha(content):
    return hashlib.sha256(content).digest()


# -- spelling -----------------------------------------------------------------------------------------------------


def text_of(text):
    return '"' + "".join(ESCAPES.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in text) + '"'


def spelled(value, indent=None):
    """Canonical JSON, or written JSON from a depth on."""
    if isinstance(value, str):
        return text_of(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    deeper = None if indent is None else indent + 2
    colon = ":" if indent is None else ": "
    if isinstance(value, dict):
        parts = [text_of(name) + colon + spelled(value[name], deeper) for name in sorted(value)]
    else:
        parts = [spelled(each, deeper) for each in value]
    if indent is None or not parts:
        return opening + ",".join(parts) + closing
    return opening + ",".join("\n" + " " * deeper + part for part in parts) + "\n" + " " * indent + closing


def members(pairs):
    demand(len({name for name, _ in pairs}) == len(pairs))
    return dict(pairs)


def refuse(_text):
    raise Refused


def parsed(content, indent):
    try:
        found = json.loads(
            content.decode("utf-8"), object_pairs_hook=members, parse_float=refuse, parse_constant=refuse
        )
        demand(isinstance(found, dict))
        demand((spelled(found, indent) + "\n").encode("utf-8") == content)
    except (ValueError, RecursionError):
        raise Refused from None
    return found


def objects_of(content):
    demand(not content or content.endswith(b"\n"))
    return [parsed(line + b"\n", None) for line in content.split(b"\n")[:-1]]


def text(document, name):
    demand(isinstance(document, dict) and isinstance(document.get(name), str))
    return document[name]


def number(document, name):
    demand(isinstance(document, dict) and type(document.get(name)) is int)
    return document[name]


def thing(document, name):
    demand(isinstance(document, dict) and isinstance(document.get(name), dict))
    return document[name]


def hexadecimal(value, count):
    demand(isinstance(value, str) and len(value) == 2 * count and set(value) <= set("0123456789abcdef"))
    return bytes.fromhex(value)


def base64_of(value):
    try:
        found = base64.b64decode(value.encode("ascii"), validate=True)
    except ValueError:
        raise Refused from None
    demand(base64.b64encode(found).decode() == value)
    return found


# -- signatures and trees -----------------------------------------------------------------------------------------


def demand_signature(key, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        raise Refused from None


def demand_signed(document, key):
    demand(isinstance(document, dict))
    body = {name: value for name, value in document.items() if name != "leadgate:signature"}
    signature = hexadecimal(document.get("leadgate:signature"), 64)
    demand_signature(key, signature, spelled(body).encode())


def root_of(hashes):
    """By the definition: split at the largest power of two below the count."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha(b"")
    left = 1
    while left * 2 < len(hashes):
        left *= 2
    return sha(b"\x01" + root_of(hashes[:left]) + root_of(hashes[left:]))


def root_by_path(leaf, position, size, path):
    demand(0 <= position < size)
    fn, sn, r = position, size - 1, leaf
    for p in path:
        demand(sn != 0)
        if fn % 2 == 1 or fn == sn:
            r = sha(b"\x01" + p + r)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn // 2, sn // 2
        else:
            r = sha(b"\x01" + r + p)
        fn, sn = fn // 2, sn // 2
    demand(sn == 0)
    return r


def key_id(name, key, kind=b"\x01"):
    return sha(name.encode() + b"\x0a" + kind + key)[:4]


def verifier_key(value, kind):
    """Name and key; the kind of a log's is 1, of a witness' 4."""
    parts = value.split("+", 2)
    demand(len(parts) == 3 and NAME.fullmatch(parts[0]))
    key = base64_of(parts[2])
    demand(len(key) == 33 and key[:1] == kind and parts[1] == key_id(parts[0], key[1:], kind).hex())
    return parts[0], key[1:]


def checkpoint(note, key):
    """Origin, size and root."""
    demand("\n\n" in note)
    head, tail = note.split("\n\n", 1)
    demand(head.count("\n") == 2 and tail.endswith("\n"))
    origin, size, root = head.split("\n")
    demand(NAME.fullmatch(origin) and re.fullmatch("0|[1-9][0-9]{0,17}", size) and len(base64_of(root)) == 32)
    signatures = []
    for line in tail[:-1].split("\n"):
        match = re.fullmatch("\u2014 ([\x21-\x2a\x2c-\x7e]+) (.*)", line, re.DOTALL)
        demand(match and len(base64_of(match[2])) > 4)
        signatures.append((match[1], base64_of(match[2])))
    demand(signatures[0][0] == origin and [name for name, _ in signatures].count(origin) == 1)
    demand(len(signatures[0][1]) == 68 and signatures[0][1][:4] == key_id(origin, key))
    demand_signature(key, signatures[0][1][4:], (head + "\n").encode())
    return origin, int(size), base64_of(root)


def demand_cosigned(notes, witness):
    """One of these checkpoints, whose lines were found well-formed, has a valid line of the witness."""
    name, key = verifier_key(witness, b"\x04")
    demand(any(is_cosigned(*note.split("\n\n", 1), name, key) for note in notes))


def is_cosigned(head, tail, name, key):
    for line in tail[:-1].split("\n"):
        _, by, coded = line.split(" ")
        made = base64_of(coded)
        at = int.from_bytes(made[4:12], "big")
        if by != name or len(made) != 76 or made[:4] != key_id(name, key, b"\x04") or at > 253402300799:
            continue
        try:
            demand_signature(key, made[12:], f"cosignature/v1\ntime {at}\n{head}\n".encode())
        except Refused:
            continue
        return True
    return False


def with_line_feeds(content):
    """A checkpoint file that went by mail: each line feed has a carriage return before it, and each of these one."""
    mailed = content.replace(b"\r\n", b"\n")
    return content if b"\r" in mailed or mailed.count(b"\n") != content.count(b"\r\n") else mailed


def demand_signed_root(size, root, sealed_at, signature, key):
    message = spelled({"root": root.hex(), "sealed_at": sealed_at, "size": size}).encode()
    demand_signature(key, hexadecimal(signature, 64), message)


# -- documents ----------------------------------------------------------------------------------------------------


def check_receipt(receipt, log, key):
    demand_signed(receipt, key)
    entry, proof, notice = (thing(receipt, name) for name in ("leadgate:entry", "leadgate:proof", "dpv:hasNotice"))
    for shown, name in (("dct:identifier", "id"), ("dpv:hasDataSubject", "subject"), ("dpv:hasPurpose", "purpose"),
                        ("dpv:isIndicatedAtTime", "at"), ("dpv:hasIndicationMethod", "method")):  # fmt: skip
        demand(text(receipt, shown) == entry.get(name))
    demand(text(receipt, "dpv:hasConsentStatus") == STATES.get(text(entry, "happened")))
    wording = {"purpose": text(receipt, "dpv:hasPurpose"), "version": number(notice, "dct:hasVersion"),
               "language": text(notice, "dct:language"), "title": text(notice, "dct:title"),
               "text": text(notice, "dct:description")}  # fmt: skip
    name = sha(spelled(wording).encode()).hex()
    demand(name == notice.get("dct:identifier") == entry.get("notice"))
    demand(wording["language"] == entry.get("language"))
    return check_proof(entry, proof, log, key)


def check_proof(entry, proof, log, key):
    size, root = number(proof, "leadgate:size"), hexadecimal(proof.get("leadgate:root"), 32)
    demand(isinstance(proof.get("leadgate:path"), list))
    path = [hexadecimal(each, 32) for each in proof["leadgate:path"]]
    leaf = sha(b"\x00" + spelled(entry).encode())
    demand(root_by_path(leaf, number(proof, "leadgate:position"), size, path) == root)
    demand_signed_root(size, root, text(proof, "leadgate:sealed_at"), proof.get("leadgate:root_signature"), key)
    demand(("leadgate:checkpoint" in proof) == (log is not None))
    if log is None:
        return []
    demand(checkpoint(text(proof, "leadgate:checkpoint"), key) == (log, size, root))
    return [proof["leadgate:checkpoint"]]


def check_batch(document, key):
    """A batch of choices, whether it comes with one of them or alone."""
    demand_signed(document, key)
    entry, batch, proof = (thing(document, f"leadgate:{name}") for name in ("entry", "batch", "proof"))
    demand(entry.get("evidence") == batch_name(batch.get("leadgate:root"), number(batch, "leadgate:size")))
    demand((entry.get("happened"), entry.get("method")) == ("batched", "batch"))
    return check_proof(entry, proof, log_of(document, key), key)


def batch_name(root, size):
    hexadecimal(root, 32)
    return sha(spelled({"root": root, "size": size}).encode()).hex()


def check_choice(document, key):
    choice, batch, entry, notice = (
        thing(document, f"leadgate:{name}") for name in ("choice", "batch", "entry", "notice")
    )
    held = text(document, "leadgate:number")
    hexadecimal(held, 16)
    demand(choice.get("number") == sha(held.encode())[:16].hex())
    demand(isinstance(batch.get("leadgate:path"), list))
    path = [hexadecimal(each, 32) for each in batch["leadgate:path"]]
    leaf, place = sha(b"\x00" + spelled(choice).encode()), number(batch, "leadgate:position")
    root = hexadecimal(batch.get("leadgate:root"), 32)
    demand(root_by_path(leaf, place, number(batch, "leadgate:size"), path) == root)
    demand(sha(spelled(notice).encode()).hex() == entry.get("notice"))
    demand(entry.get("purpose") == ("cookies:" + text(notice, "site"))[:80])
    demand(isinstance(notice.get("languages"), list) and text(choice, "language") in notice["languages"])
    purposes = thing(notice, "described").get("purposes")
    demand(isinstance(purposes, list))
    asked = [text(one, "slug") for one in purposes if text(one, "kind") not in ("necessary", "exempt")]
    demand(isinstance(choice.get("allowed"), list))
    demand([one for one in asked if one in choice["allowed"]] == choice["allowed"])
    demand(text(choice, "day") <= text(entry, "at"))
    return check_batch(document, key)


def log_of(document, key):
    if "leadgate:log_key" not in document:
        return None
    name, own = verifier_key(text(document, "leadgate:log_key"), b"\x01")
    demand(own == key)
    return name


def check_certificate(document, key):
    """Its checkpoint, if it has one."""
    demand_signed(document, key)
    demand(text(document, "@type") == "leadgate:ErasureCertificate" and text(document, "dct:identifier") is not None)
    demand(document.get("leadgate:public_key") == key.hex())
    log = log_of(document, key)
    demand(("leadgate:checkpoint" in document) == (log is not None))
    if log is None:
        return None
    found = checkpoint(text(document, "leadgate:checkpoint"), key)
    demand(found[0] == log)
    return found


def check_json(content, expected):
    document = parsed(content, 0)
    key = hexadecimal(document.get("leadgate:public_key"), 32)
    demand(expected in (None, key))
    if document.get("@type") == "leadgate:Receipts":
        demand_signed(document, key)
        demand(isinstance(document.get("@graph"), list) and document["@graph"])
        return [note for receipt in document["@graph"] for note in check_receipt(receipt, log_of(document, key), key)]
    if document.get("@type") == "leadgate:CookieChoice":
        return check_choice(document, key)
    if document.get("@type") == "leadgate:CookieBatch":
        return check_batch(document, key)
    check_certificate(document, key)
    return [document["leadgate:checkpoint"]] if "leadgate:checkpoint" in document else []


def check_bundle(content, expected):
    files = {}
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        for name in zipped.namelist():
            demand(name not in files)
            files[name] = zipped.read(name)
    demand("manifest.json" in files)
    manifest = parsed(files.pop("manifest.json"), 0)
    key = hexadecimal(manifest.get("leadgate:public_key"), 32)
    demand(expected in (None, key) and manifest.get("@type") == "leadgate:Bundle")
    demand_signed(manifest, key)
    listed = thing(manifest, "leadgate:files")
    demand({*LISTS, "public_key.txt", "checkpoint"} <= listed.keys() == files.keys())
    for name, about in listed.items():
        demand(text(about, "sha256") == sha(files[name]).hex() and number(about, "bytes") == len(files[name]))
        if name.endswith(".jsonl") or "lines" in about:
            demand(number(about, "lines") == files[name].count(b"\n"))
    demand(files["public_key.txt"] == key.hex().encode() + b"\n")
    demand(files["checkpoint"] == text(manifest, "leadgate:checkpoint").encode())
    origin, size, root = checkpoint(text(manifest, "leadgate:checkpoint"), key)
    demand(origin == log_of(manifest, key))
    check_log(files, key, (size, root))
    if "timestamps.jsonl" in files:
        check_stamps(files, key, origin)
    return [manifest["leadgate:checkpoint"]]


def check_stamps(files, key, origin):
    hashes = [sha(b"\x00" + spelled(entry).encode()) for entry in objects_of(files["entries.jsonl"])]
    for stamp in objects_of(files["timestamps.jsonl"]):
        note = text(stamp, "checkpoint")
        named, size, root = checkpoint(note, key)
        demand(named == origin and size <= len(hashes) and root == root_of(hashes[:size]))
        stamped_at(base64_of(text(stamp, "response")), stamped_part(note))


def stamped_part(note):
    return note[: note.index("\n", note.index("\n\n") + 2) + 1].encode()


def stamped_at(response, message):
    """RFC 3161 section 2.4.2: status, then CMS signed data over a TSTInfo; the time in it, as it is spelled."""
    try:
        ((_, whole),) = der(response, 0x30)
        (status, token) = der(whole, 0x30, 0x30)
        demand(der(status[1], 0x02)[0][1] in (b"\x00", b"\x01"))
        (kind, content) = der(token[1], 0x06, 0xA0)
        demand(kind[1].hex() == "2a864886f70d010702")
        third = der(der(content[1], 0x30)[0][1])[2]
        demand(third[0] == 0x30)
        (kind, wrapped) = der(third[1], 0x06, 0xA0)
        demand(kind[1].hex() == "2a864886f70d0109100104")
        info = der(der(der(wrapped[1], 0x04)[0][1], 0x30)[0][1])
        demand((info[2][0], info[4][0]) == (0x30, 0x18))
        (algorithm, imprint) = der(info[2][1], 0x30, 0x04)
        names = {"01": hashlib.sha256, "02": hashlib.sha384, "03": hashlib.sha512}
        oid = der(algorithm[1], 0x06)[0][1].hex()
        demand(oid[:-2] == "6086480165030402" and imprint[1] == names[oid[-2:]](message).digest())
        when = re.fullmatch(rb"([0-9]{14})(?:\.[0-9]+)?Z", info[4][1])
        demand(when)
        datetime.datetime.strptime(when[1].decode() + "+0000", "%Y%m%d%H%M%S%z")
        return when[1].decode()
    except (IndexError, ValueError, KeyError) as damage:
        raise Refused from damage


def demand_authority(note_file, stamp_file, certificate, at):
    """The authority itself signed, says the one program everybody has; `at` in seconds since 1970."""
    asked = ["openssl", "ts", "-verify", "-data", note_file, "-in", stamp_file, "-CAfile", certificate]
    done = subprocess.run([*asked, "-attime", str(at)], capture_output=True, check=False)
    demand(done.returncode == 0)


def der(data, *tags):
    """The values that stand there; of these tags, the first of them."""
    found = []
    while data:
        size, head = data[1], 2
        if size > 127:
            demand(129 <= size <= 132)
            head = 2 + (size - 128)
            size = int.from_bytes(data[2:head], "big")
        demand(len(data) >= head + size)
        found.append((data[0], data[head : head + size]))
        data = data[head + size :]
    demand(tuple(tag for tag, _ in found[: len(tags)]) == tags)
    return found


def check_log(files, key, newest):
    entries, seals, certificates, notices = (objects_of(files[name]) for name in LISTS)
    hashes = [sha(b"\x00" + spelled(entry).encode()) for entry in entries]
    demand(entries and newest == (len(entries), root_of(hashes)))
    last = 0
    for seal in seals:
        size, root = number(seal, "size"), hexadecimal(seal.get("root"), 32)
        demand(last < size <= len(entries) and root == root_of(hashes[:size]))
        demand_signed_root(size, root, text(seal, "sealed_at"), seal.get("signature"), key)
        last = size
    demand(last == len(entries))
    for certificate in certificates:
        if found := check_certificate(certificate, key):
            demand(found[1] <= len(entries) and found[2] == root_of(hashes[: found[1]]))
    for notice in notices:
        name = notice.pop("sha256", None)
        demand(isinstance(name, str) and sha(spelled(notice).encode()).hex() == name)
    named = {}
    for batch in objects_of(files["batches.jsonl"]) if "batches.jsonl" in files else []:
        demand(text(batch, "entry") not in named)
        named[batch["entry"]] = batch_name(batch.get("root"), number(batch, "size"))
    stand = {entry.get("id"): entry.get("evidence") for entry in entries if entry.get("happened") == "batched"}
    demand(named == stand)


def verified(content: bytes, expected: bytes | None, witnesses=()) -> str:
    """What is to be said of a file, given the key it has to be by, or None, and the keys of those who saw it."""
    try:
        if content.startswith(b"PK"):
            notes = check_bundle(content, expected)
        elif content.startswith(b"{"):
            notes = check_json(content, expected)
        else:
            demand(expected is not None)
            notes = [with_line_feeds(content).decode()]
            checkpoint(notes[0], expected)
        for witness in witnesses:
            demand_cosigned(notes, witness)
    except (Refused, zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError):
        return "refused"
    return "untrusted" if expected is None else "genuine"
