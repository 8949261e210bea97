"""Bundles packed anew, by whoever holds the key."""

import io
import json
from zipfile import ZipFile, ZipInfo

from leadgate.ledger.signing import signed
from leadgate.verifier.reading import written
from tests.formats import stranger


def zipped_of(files):
    made = io.BytesIO()
    with ZipFile(made, "w") as zipped:
        for each, inner in files.items():
            zipped.writestr(ZipInfo(each, (2026, 1, 1, 0, 0, 0)), inner)
    return made.getvalue()


def repacked(files):
    """A bundle of these files, with a manifest that is right about them."""
    manifest = json.loads(files["manifest.json"])
    for name, about in manifest["leadgate:files"].items():
        about |= {"sha256": stranger.sha(files[name]).hex(), "bytes": len(files[name])}
        if "lines" in about:
            about["lines"] = files[name].count(b"\n")
    return zipped_of(files | {"manifest.json": written(signed(manifest)).encode()})
