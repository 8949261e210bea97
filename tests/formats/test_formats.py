"""What is handed out can be checked from docs/formats.md alone: a stranger's verifier and ours never differ."""

import base64
import io
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from leadgate.bundle import writing
from leadgate.consent import receipts
from leadgate.cookie_choices import queries as choices
from leadgate.cookie_choices import receipts as choice_receipts
from leadgate.cookie_choices.actions import closing
from leadgate.erasure.actions import erasing
from leadgate.erasure.models import Erasure
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger import checkpoints
from leadgate.ledger.actions import sealing, stamping
from leadgate.ledger.signing import public_key, signed
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.verifier.bundles import verify_bundle
from leadgate.verifier.cosignatures import WitnessKey, cosignature, witness_in
from leadgate.verifier.documents import SIGNATURE, verify_document
from leadgate.verifier.files import ZippedFiles
from leadgate.verifier.notes import COSIGNATURE, key_in, verifier_key
from leadgate.verifier.reading import Unreadable, written
from leadgate.verifier.stamps import stamped_at
from leadgate.verifier.verdict import Trust, ask_for_witnesses
from tests.cast import ADA, NOOR
from tests.cookie_choices.visitors import ASKED, open_shop, taken
from tests.facts import one
from tests.formats import elsewhere, stranger
from tests.formats.repacking import repacked, zipped_of
from tests.ledger.authority import Authority
from tests.ledger.forging import forged

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "formats.md").read_text()
VECTOR_KEY = bytes.fromhex(re.search(r"Public key: `([0-9a-f]{64})`", PAGE)[1])
WITNESS_KEY = re.search("Verifier key of the witness: `(.+)`", PAGE)[1]
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(0x20, 0x40)))
WITNESS = verifier_key("witness.example/w1", SIGNER.public_key().public_bytes_raw(), COSIGNATURE)
ANOTHER = verifier_key("witness.example/w2", SIGNER.public_key().public_bytes_raw(), COSIGNATURE)
KINDS = ["receipts.jsonld", "choice.json", "certificate.jsonld", "checkpoint", "bundle.zip"]
BY_ITSELF = [kind for kind in KINDS if kind.partition(".")[2].startswith("json")]


def ours(content, key, witnesses):
    trust = Trust([key] if key else [], key is not None, [witness_in(each) for each in witnesses])
    try:
        if content.startswith(b"PK"):
            verdict = verify_bundle(ZippedFiles(io.BytesIO(content)), trust)
        else:
            verdict = verify_document(content, trust)
        ask_for_witnesses(verdict, trust)
    except Unreadable:
        return "refused"
    return verdict.outcome.name.lower()


def both(content, key, *witnesses):
    """What ours and both strangers say, which has to be the same."""
    said = [verifier(content, key, witnesses) for verifier in (ours, stranger.verified, elsewhere.verified)]
    assert said == [said[0]] * 3
    return said[0]


def stamp_time(response, message):
    """The time all three read in a time stamp; "refused" by all."""

    def or_refused(reading):
        try:
            return reading(response, message)
        except (Unreadable, stranger.Refused):
            return "refused"

    said = [
        or_refused(lambda *about: f"{stamped_at(*about):%Y%m%d%H%M%S}"),
        or_refused(stranger.stamped_at),
        elsewhere.stamped_at(response, message),
    ]
    assert said == [said[0]] * 3
    return said[0]


@pytest.fixture
def genuine(site, tmp_path_factory):
    """One of each kind, as handed out by an installation where something has happened."""
    site.purpose()
    shop = open_shop()
    site.publish(purposes=["newsletter"])
    site.confirmed(email=NOOR, consent="newsletter")
    erasing.leave(one(Person).id)
    site.work()
    site.confirmed(email=ADA)
    chosen = [taken(site, shop, *ASKED[: at % 3]) for at in range(5)]
    closing.close_all()
    path = tmp_path_factory.mktemp("formats") / "bundle.zip"
    writing.write(path)
    ada = receipts.receipts_of(people.person_with(parsed(ADA)).id)
    choice = choice_receipts.receipt(choices.choice_of(chosen[3]))
    made = [written(ada), written(choice), written(one(Erasure).certificate), checkpoints.newest()]
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
    for kind in BY_ITSELF:
        assert both(genuine[kind].replace(b"\n", b"\r\n"), public_key()) == "refused"
    files = contents_of("bundle.zip", genuine["bundle.zip"])
    assert both(repacked(files | {"checkpoint": mailed}), public_key()) == "refused"


def test_the_vectors_of_the_page_are_what_it_says():
    blocks = [
        block.split("\n") for block in re.findall(r"```\n(.*?)```", PAGE[PAGE.index("## Test vectors") :], re.DOTALL)
    ]
    (entry, leaf, *roots, _), (wording, name, _), (head, signature, _), note, chosen, asked, line = blocks
    assert stranger.sha(b"\0" + entry.encode()).hex() == leaf
    assert stranger.sha(wording.encode()).hex() == name
    assert [stranger.sha(b"\0" + chosen[0].encode()).hex(), stranger.sha(chosen[2].encode()).hex()] == chosen[1:4:2]
    stranger.demand_signature(VECTOR_KEY, bytes.fromhex(signature), head.encode())
    assert stranger.checkpoint("\n".join(note), VECTOR_KEY)[1:] == (3, bytes.fromhex(roots[2]))
    assert key_in(re.search("Verifier key: `(.+)`", PAGE)[1]) == ("example.org/.well-known/leadgate-log", VECTOR_KEY)
    assert (WITNESS_KEY, line[0] + "\n") == (WITNESS, witnessed("\n".join(note)).removeprefix("\n".join(note)))
    assert "\n".join(asked).endswith("\n".join(note).partition("\n\n")[0] + "\n")
    assert "\n".join(note) + line[0] + "\n" == (DOCS / "formats" / "checkpoint.cosigned").read_text()


def test_the_example_of_the_standard_is_read():
    """C2SP signed-note's own verifier key."""
    name, key = key_in("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    assert (name, stranger.key_id(name, key).hex()) == ("example.com/foo", "530d903a")


def test_a_document_forged_whole_is_untrusted_to_both_and_refused_by_the_right_key(genuine):
    for kind in BY_ITSELF:
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


# -- witnesses ----------------------------------------------------------------------------------------------------


def witnessed(note, at=1795996805):
    """The same checkpoint with the line of the page's witness."""
    witness = WitnessKey("witness.example/w1", SIGNER.public_key().public_bytes_raw())
    return note + cosignature(note.partition("\n\n")[0] + "\n", witness, at, SIGNER.sign)


def witnessed_in(document):
    """A document in which every checkpoint has the line of the witness."""
    if isinstance(document, list):
        return [witnessed_in(each) for each in document]
    if not isinstance(document, dict):
        return document
    return {
        name: witnessed(value) if name == "leadgate:checkpoint" else witnessed_in(value)
        for name, value in document.items()
    }


def cosigned(kind, content):
    if kind == "checkpoint":
        return witnessed(content.decode()).encode()
    if kind != "bundle.zip":
        return written(signed_anew(witnessed_in(json.loads(content)))).encode()
    files = contents_of(kind, content)
    files["manifest.json"] = written(witnessed_in(json.loads(files["manifest.json"]))).encode()
    return repacked(files | {"checkpoint": cosigned("checkpoint", files["checkpoint"])})


def test_the_checkpoint_of_the_page_was_cosigned_to_all_three():
    content = (DOCS / "formats" / "checkpoint.cosigned").read_bytes()
    assert both(content, VECTOR_KEY, WITNESS_KEY) == both(content, VECTOR_KEY) == "genuine"
    assert both(content.replace(b"\n", b"\r\n"), VECTOR_KEY, WITNESS_KEY) == "genuine"
    assert both(content, VECTOR_KEY, ANOTHER) == both(content, VECTOR_KEY, WITNESS_KEY, ANOTHER) == "refused"


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_named_witness_saw_is_refused_by_all_and_what_it_saw_is_not(genuine, kind):
    assert both(genuine[kind], public_key(), WITNESS) == "refused"
    seen = cosigned(kind, genuine[kind])
    assert both(seen, public_key(), WITNESS) == both(seen, public_key()) == "genuine"
    assert both(seen, public_key(), ANOTHER) == "refused"


def test_a_cosigned_certificate_does_not_stand_in_for_the_bundle_it_lies_in(genuine):
    files = contents_of("bundle.zip", genuine["bundle.zip"])
    lines = [signed_anew(witnessed_in(json.loads(line))) for line in files["certificates.jsonl"].splitlines()]
    files["certificates.jsonl"] = b"".join(map(one_line, lines))
    assert both(repacked(files), public_key()) == "genuine"
    assert both(repacked(files), public_key(), WITNESS) == "refused"


@pytest.mark.parametrize("at", [0, 253402300799])
def test_a_time_before_the_end_of_9999_is_one_to_all_and_none_to_all_after_it(genuine, at):
    note = genuine["checkpoint"].decode()
    assert both(witnessed(note, at).encode(), public_key(), WITNESS) == "genuine"
    assert both(witnessed(note, at + 253402300800).encode(), public_key(), WITNESS) == "refused"
    assert both(witnessed(witnessed(note, at + 253402300800)).encode(), public_key(), WITNESS) == "genuine"


def test_about_an_altered_cosigned_checkpoint_they_never_differ(genuine):
    seen, said = cosigned("checkpoint", genuine["checkpoint"]), {}

    @settings(max_examples=200)
    @given(st.data())
    def alter(data):
        content = altered(data.draw, "checkpoint", seen)
        said[content] = both(content, public_key(), WITNESS)
        assert said[content] == "refused" or content.startswith(genuine["checkpoint"])

    alter()
    assert list(said.values()).count("refused") >= 100


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
    yield line | {
        "response": base64.b64encode(
            response[:hashed] + bytes([response[hashed] ^ 1]) + response[hashed + 1 :]
        ).decode()
    }
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


def test_the_time_stamp_of_the_page_is_read_by_all_three_and_was_signed_by_its_authority(tmp_path):
    place = DOCS / "formats"
    note, response = (place / "checkpoint").read_text(), (place / "checkpoint.tsr").read_bytes()
    digest, at = re.search(r"Stamped SHA-256: `([0-9a-f]{64})`, at (\d{14})\.", PAGE).groups()
    assert (stranger.sha(note.encode()).hex(), stamp_time(response, note.encode())) == (digest, at)
    assert (response[101:133].hex(), response[138:152].decode()) == (digest, at)
    assert stranger.stamped_part((place / "checkpoint.cosigned").read_text()) == note.encode()
    files = [str(place / name) for name in ("checkpoint", "checkpoint.tsr", "tsa.pem")]
    when = int(re.search(r"-attime (\d+)", PAGE)[1])
    stranger.demand_authority(*files, when)
    (tmp_path / "altered.tsr").write_bytes(response[:-1] + bytes([response[-1] ^ 1]))
    assert stamp_time((tmp_path / "altered.tsr").read_bytes(), note.encode()) == at
    with pytest.raises(stranger.Refused):
        stranger.demand_authority(files[0], str(tmp_path / "altered.tsr"), files[2], when)


def test_all_three_read_the_same_in_a_time_stamp_with_any_byte_changed():
    note, response = ((DOCS / "formats" / name).read_bytes() for name in ("checkpoint", "checkpoint.tsr"))
    said = [
        stamp_time(response[:at] + bytes([response[at] ^ bit]) + response[at + 1 :], note)
        for at in range(len(response))
        for bit in (1, 0x80)
    ]
    assert said.count("refused") >= 100
    assert stamp_time(response, note + b"\n") == stamp_time(response[:-1], note) == "refused"
