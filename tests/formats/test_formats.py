"""What is handed out can be checked from docs/formats.md alone: a stranger's verifier and ours never differ."""

import base64
import io
import json
import re
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadgate.bundle import writing
from leadgate.consent import receipts
from leadgate.erasure.actions import erasing
from leadgate.erasure.models import Erasure
from leadgate.ledger import checkpoints
from leadgate.ledger.actions import sealing, stamping
from leadgate.ledger.signing import public_key, signed
from leadgate.people import queries as people
from leadgate.people.addresses import parsed
from leadgate.people.models import Person
from leadgate.verifier.bundles import verify_bundle
from leadgate.verifier.documents import SIGNATURE, verify_document
from leadgate.verifier.files import ZippedFiles
from leadgate.verifier.notes import key_in
from leadgate.verifier.reading import Unreadable, written
from leadgate.verifier.verdict import Trust
from tests.cast import ADA, NOOR
from tests.facts import one
from tests.formats import stranger
from tests.ledger.authority import Authority
from tests.ledger.forging import forged

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "formats.md").read_text()
VECTOR_KEY = bytes.fromhex(re.search(r"Public key: `([0-9a-f]{64})`", PAGE)[1])
KINDS = ["receipts.jsonld", "certificate.jsonld", "checkpoint", "bundle.zip"]


def ours(content, key):
    trust = Trust([key], insists=True) if key else Trust()
    if not content.startswith(b"PK"):
        return verify_document(content, trust).outcome.name.lower()
    try:
        return verify_bundle(ZippedFiles(io.BytesIO(content)), trust).outcome.name.lower()
    except Unreadable:
        return "refused"


def both(content, key):
    """What the two say, which has to be the same."""
    said = ours(content, key), stranger.verified(content, key)
    assert said[0] == said[1]
    return said[0]


@pytest.fixture
def genuine(site, tmp_path_factory):
    """One of each kind, as handed out by an installation where something has happened."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(email=NOOR, consent="newsletter")
    erasing.leave(one(Person).id)
    site.work()
    site.confirmed(email=ADA)
    path = tmp_path_factory.mktemp("formats") / "bundle.zip"
    writing.write(path)
    ada = receipts.receipts_of(people.person_with(parsed(ADA)).id)
    made = [written(ada), written(one(Erasure).certificate), checkpoints.newest()]
    return dict(zip(KINDS, [*(text.encode() for text in made), path.read_bytes()], strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_handed_out_is_genuine_to_both_and_untrusted_without_a_key(genuine, kind):
    assert both(genuine[kind], public_key()) == "genuine"
    assert both(genuine[kind], bytes(32)) == "refused"
    assert both(genuine[kind], None) == ("refused" if kind == "checkpoint" else "untrusted")


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_the_page_are_genuine_to_both(kind):
    assert both((DOCS / "formats" / kind).read_bytes(), VECTOR_KEY) == "genuine"


def test_a_checkpoint_with_the_line_ends_of_mail_is_genuine_to_both_and_ours_says_so(genuine):
    mailed = genuine["checkpoint"].replace(b"\n", b"\r\n")
    assert both(mailed, public_key()) == "genuine"
    assert "Its line ends were changed" in verify_document(mailed, Trust([public_key()])).sentence
    assert both(mailed, None) == both(mailed, bytes(32)) == "refused"


def test_one_line_end_of_another_kind_is_refused_by_both_and_so_is_every_other_mailed_document(genuine):
    mailed = genuine["checkpoint"].replace(b"\n", b"\r\n")
    lines = mailed.split(b"\r\n")
    for end in (b"\n", b"\r", b"\r\r\n", b"\n\r\n", b"\x0b", b""):
        for at in range(1, len(lines)):
            assert both(b"\r\n".join(lines[:at]) + end + b"\r\n".join(lines[at:]), public_key()) == "refused"
    for kind in KINDS[:2]:
        assert both(genuine[kind].replace(b"\n", b"\r\n"), public_key()) == "refused"
    files = contents_of("bundle.zip", genuine["bundle.zip"])
    assert both(repacked(files | {"checkpoint": mailed}), public_key()) == "refused"


def test_the_vectors_of_the_page_are_what_it_says():
    blocks = [
        block.split("\n") for block in re.findall(r"```\n(.*?)```", PAGE[PAGE.index("## Test vectors") :], re.DOTALL)
    ]
    (entry, leaf, *roots, _), (wording, name, _), (head, signature, _), note = blocks
    assert stranger.sha(b"\0" + entry.encode()).hex() == leaf
    assert stranger.sha(wording.encode()).hex() == name
    stranger.demand_signature(VECTOR_KEY, bytes.fromhex(signature), head.encode())
    assert stranger.checkpoint("\n".join(note), VECTOR_KEY)[1:] == (3, bytes.fromhex(roots[2]))
    assert key_in(re.search("Verifier key: `(.+)`", PAGE)[1]) == ("example.org/.well-known/leadgate-log", VECTOR_KEY)


def test_the_example_of_the_standard_is_read():
    """C2SP signed-note's own verifier key."""
    name, key = key_in("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    assert (name, stranger.key_id(name, key).hex()) == ("example.com/foo", "530d903a")


def test_a_document_forged_whole_is_untrusted_to_both_and_refused_by_the_right_key(genuine):
    for kind in KINDS[:2]:
        content = written(forged(json.loads(genuine[kind]))).encode()
        assert both(content, None) == "untrusted"
        assert both(content, public_key()) == "refused"


def signed_anew(document):
    """Every signed object in it, by the installation's own key, whatever else it says."""
    if isinstance(document, list):
        return [signed_anew(each) for each in document]
    if not isinstance(document, dict):
        return document
    made = {name: signed_anew(value) for name, value in document.items()}
    return signed(made) if SIGNATURE in made else made


# -- alterations --------------------------------------------------------------------------------------------------

OTHERS = st.one_of(st.none(), st.booleans(), st.integers(-2, 99), st.text(max_size=4), st.just([]), st.just({}))


def byte_changed(draw, content):
    at = draw(st.integers(0, len(content) - 1))
    how = draw(st.sampled_from(["flip", "cut", "drop", "add", "double"]))
    rest = {
        "flip": bytes([content[at] ^ 1 << draw(st.integers(0, 7))]) + content[at + 1 :],
        "cut": b"",
        "drop": content[at + 1 :],
        "add": draw(st.sampled_from([b" ", b"\n", b"0", b'"', b"\xef\xbb\xbf", b"\x00"])) + content[at:],
        "double": content[at:] + content[at:],
    }[how]
    return content[:at] + rest


def places_in(value, place=()):
    """Every member and element, by the way to it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in pairs:
        yield (*place, name)
        yield from places_in(inner, (*place, name))


def member_changed(draw, content, spelling, twice=True):
    """In its right spelling: a value replaced, taken away, moved; or a member said twice."""
    document = json.loads(content)
    place = draw(st.sampled_from(list(places_in(document))))
    holder = document
    for name in place[:-1]:
        holder = holder[name]
    how = draw(st.sampled_from(["replace", "remove", "edit", *["twice"][: int(twice)]]))
    if how == "twice":
        spelled = spelling(document)
        return spelled.replace(b"{", b'{"@type":"x",', 1)
    if how == "remove":
        del holder[place[-1]]
    elif how == "edit" and isinstance(holder[place[-1]], str):
        holder[place[-1]] += draw(st.sampled_from(["x", " ", "\u0301", "0", "\n"]))
    else:
        holder[place[-1]] = draw(OTHERS)
    return spelling(document)


def one_line(document):
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def lines_changed(draw, content, twice=True):
    lines = content.splitlines(keepends=True)
    at = draw(st.integers(0, len(lines) - 1))
    how = draw(st.sampled_from(["drop", "repeat", "tail", "all", "turn", "member"]))
    if how == "member":
        lines[at] = member_changed(draw, lines[at], one_line, twice)
        return b"".join(lines)
    kept = {"drop": lines[:at] + lines[at + 1 :], "repeat": [*lines, lines[at]], "tail": lines[:at], "all": []}
    return b"".join(kept.get(how, lines[::-1]))


def bundle_changed(draw, content):
    with ZipFile(io.BytesIO(content)) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    name = draw(st.sampled_from(sorted(files)))
    how = draw(st.sampled_from(["remove", "add", "bytes", "inside", "inside", "empty"]))
    if how == "remove":
        del files[name]
    elif how == "empty":
        files = {each: b"" if each.endswith(".jsonl") else inner for each, inner in files.items()}
    elif how == "add":
        files["notes.txt"] = b"trust me\n"
    elif how == "inside" and name.endswith(".jsonl"):
        files[name] = lines_changed(draw, files[name])
    elif how == "inside" and name == "manifest.json":
        files[name] = member_changed(draw, files[name], lambda document: written(document).encode())
    else:
        files[name] = byte_changed(draw, files[name] or b"x")
    return zipped_of(files)


def zipped_of(files):
    made = io.BytesIO()
    with ZipFile(made, "w") as zipped:
        for each, inner in files.items():
            zipped.writestr(ZipInfo(each, (2026, 1, 1, 0, 0, 0)), inner)
    return made.getvalue()


def altered(draw, kind, content):
    """One alteration; the same document again where it changed nothing."""
    if kind == "bundle.zip":
        return bundle_changed(draw, content)
    if kind == "checkpoint":
        if draw(st.booleans()):
            return byte_changed(draw, content)
        lines = content.decode().split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        other = [base64.b64encode(bytes(32)).decode(), "7", "other.example/log", "", lines[at] + "+", "0" + lines[at]]
        return "\n".join([*lines[:at], draw(st.sampled_from(other)), *lines[at + 1 :]]).encode()
    if draw(st.booleans()):
        return byte_changed(draw, content)
    return member_changed(draw, content, lambda document: written(document).encode())


def contents_of(kind, content):
    """What a document says: for a ZIP, its files, as how it is packed says nothing."""
    if kind != "bundle.zip":
        return content
    with ZipFile(io.BytesIO(content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_hundred_alterations_both_refuse_all(genuine, kind):
    refused = set()

    @settings(max_examples=150)
    @given(st.data())
    def alter(data):
        content = altered(data.draw, kind, genuine[kind])
        if contents_of(kind, content) != contents_of(kind, genuine[kind]):
            assert both(content, public_key()) == "refused"
            assert both(content, None) == "refused"
            refused.add(content)

    alter()
    assert len(refused) >= 100


@pytest.mark.parametrize("kind", KINDS[:2])
def test_they_do_not_differ_about_what_the_key_itself_signed_wrong(genuine, kind):
    said = []

    @settings(max_examples=150)
    @given(st.data())
    def alter(data):
        changed = json.loads(member_changed(data.draw, genuine[kind], one_line, twice=False))
        said.append(both(written(signed_anew(changed)).encode(), public_key()))

    alter()
    assert {"refused", "genuine"} == set(said)


def test_they_do_not_differ_about_a_bundle_the_key_itself_signed_wrong(genuine):
    said = []

    @settings(max_examples=150)
    @given(st.data())
    def alter(data):
        files = contents_of("bundle.zip", genuine["bundle.zip"])
        name = data.draw(st.sampled_from([*files] + [each for each in files if each.endswith(".jsonl")] * 3))
        if name.endswith(".jsonl"):
            files[name] = lines_changed(data.draw, files[name], twice=False)
            lines = [json.loads(line) for line in files[name].splitlines() if line]
            files[name] = b"".join(one_line(signed_anew(each)) for each in lines)
        elif name != "manifest.json":
            files[name] = byte_changed(data.draw, files[name])
        said.append(both(repacked(files), public_key()))

    alter()
    assert {"refused", "genuine"} == set(said)


def repacked(files):
    """A bundle of these files, with a manifest that is right about them."""
    manifest = json.loads(files["manifest.json"])
    for name, about in manifest["leadgate:files"].items():
        about |= {"sha256": stranger.sha(files[name]).hex(), "bytes": len(files[name])}
        if "lines" in about:
            about["lines"] = files[name].count(b"\n")
    return zipped_of(files | {"manifest.json": written(signed(manifest)).encode()})


# -- time stamps --------------------------------------------------------------------------------------------------


def test_about_a_time_stamp_in_a_bundle_the_two_never_differ(site, tmp_path):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.visitor().opt_in()
    sealing.seal_all()
    with Authority(tmp_path / "tsa").answering() as named:
        object.__setattr__(site.here.settings, "time_stamps", named)
        stamping.stamp()
    object.__setattr__(site.here.settings, "time_stamps", None)
    writing.write(tmp_path / "bundle.zip")
    content = (tmp_path / "bundle.zip").read_bytes()
    assert both(content, public_key()) == "genuine"
    with ZipFile(io.BytesIO(content)) as file:
        line = json.loads(file.read("timestamps.jsonl"))
        for number, altered in enumerate(altered_stamps(line)):
            assert both(with_stamp(file, altered), public_key()) == "refused", number
        assert both(with_stamp(file, line), public_key()) == "genuine"


def altered_stamps(line):
    response = base64.b64decode(line["response"])
    hashed = response.index(stranger.sha(line["checkpoint"].encode()))
    yield line | {"response": base64.b64encode(response[:hashed] + b"\0" + response[hashed + 1 :]).decode()}
    yield line | {"response": base64.b64encode(response[:-1]).decode()}
    yield line | {"response": base64.b64encode(response + b"\0").decode()}
    yield line | {"response": ""}
    yield line | {"checkpoint": line["checkpoint"].replace("\n2\n", "\n1\n")}
    yield {"response": line["response"]}
    yield {"checkpoint": line["checkpoint"]}


def with_stamp(file, line):
    """A bundle whose manifest is signed anew over another file of time stamps."""
    made = io.BytesIO()
    manifest = json.loads(file.read("manifest.json"))
    stamps = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    listed = manifest["leadgate:files"]["timestamps.jsonl"]
    listed |= {"sha256": stranger.sha(stamps).hex(), "bytes": len(stamps)}
    with ZipFile(made, "w") as copy:
        for name in file.namelist():
            content = {"timestamps.jsonl": stamps, "manifest.json": written(signed(manifest)).encode()}.get(name)
            copy.writestr(name, file.read(name) if content is None else content)
    return made.getvalue()
