"""A ZIP with one byte missing, or one bit turned, is refused in a sentence, whoever reads it."""

from io import BytesIO
from pathlib import Path

from click.testing import CliRunner

from leadgate.consent.ledger_commands import NotProven, ledger
from leadgate.foundation.files import archives
from leadgate.foundation.files.errors import FileNotWhatItSays, FileUnpacksTooLarge
from leadgate.verifier.program import verify_paths
from leadgate.verifier.verdict import Outcome, Trust
from tests.papers import damaged

BUNDLE = Path(__file__).parents[2] / "docs" / "formats" / "bundle.zip"


def test_a_bundle_without_one_byte_is_refused_at_each_of_them(tmp_path):
    """It was "OSError: Invalid argument", without a word of the bundle."""
    path = tmp_path / "cut.zip"
    for content in damaged(BUNDLE.read_bytes()):
        path.write_bytes(content)
        [(_path, verdict)] = verify_paths([path], Trust([], False, [], None))
        is_cut = len(content) < BUNDLE.stat().st_size
        assert verdict.outcome is Outcome.REFUSED if is_cut else verdict.outcome is not Outcome.GENUINE
        assert bool(verdict.faults) == (verdict.outcome is Outcome.REFUSED)


def test_the_command_says_which_file_is_none(site, tmp_path):
    whole, path = BUNDLE.read_bytes(), tmp_path / "cut.zip"
    path.write_bytes(whole[:5] + whole[6:])
    with site.app.app_context():
        said = CliRunner().invoke(ledger, ["verify", str(path)])
    assert isinstance(said.exception, NotProven)
    assert str(said.exception) == f"{path}: The bundle is refused. It cannot be unpacked: it is damaged."


def test_a_damaged_archive_somebody_uploads_is_refused_or_still_an_archive():
    for content in damaged(BUNDLE.read_bytes()):
        try:
            assert archives.archive_kind(BytesIO(content), 10_000_000) == archives.ZIP
        except (FileNotWhatItSays, FileUnpacksTooLarge):
            continue
