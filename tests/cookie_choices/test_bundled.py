"""What an auditor finds in a bundle: every batch of choices by its root, as its entry says, and each notice."""

import io
import json
from zipfile import ZipFile

import pytest

from leadgate.bundle import writing
from leadgate.cookie_choices.actions import closing
from leadgate.cookies import queries as sites
from leadgate.ledger.signing import public_key
from leadgate.verifier.bundles import BATCHES, NOTICES, verify_bundle
from leadgate.verifier.files import ZippedFiles
from leadgate.verifier.verdict import Trust
from tests.cookie_choices.visitors import ASKED, taken
from tests.formats.repacking import repacked


@pytest.fixture
def bundled(site, notice, tmp_path) -> dict[str, bytes]:
    """The files of a bundle with two batches of choices."""
    for _ in range(2):
        taken(site, notice, *ASKED)
        closing.close_all()
    path = tmp_path / "bundle.zip"
    writing.write(path)
    with ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def faults(files) -> str:
    found = verify_bundle(ZippedFiles(io.BytesIO(repacked(files))), Trust([public_key()]))
    return "\n".join(found.faults)


def test_every_batch_and_the_notice_is_in_a_bundle(bundled):
    assert faults(bundled) == ""
    assert bundled[BATCHES].count(b"\n") == 2
    [shown] = sites.notices(sites.site_of("shop").id)
    assert shown.sha256 in [json.loads(line)["sha256"] for line in bundled[NOTICES].splitlines()]


def test_a_batch_that_is_another_one_missing_or_of_nothing_is_found_though_the_manifest_is_signed(bundled):
    first, second = bundled[BATCHES].splitlines(keepends=True)
    another = first.replace(b'"size":1', b'"size":2')
    assert "is another one" in faults({**bundled, BATCHES: another + second})
    assert f"is not in {BATCHES}" in faults({**bundled, BATCHES: first})
    strange = second.replace(b'"entry":"0', b'"entry":"1')
    assert "which is not here" in faults({**bundled, BATCHES: first + second + strange})
    assert "once more" in faults({**bundled, BATCHES: first + second + second})
