"""Writes a system file of SPSS, as `system_file.py` describes it on standard input, to standard output.

It is run by its path and imports nothing of ours.
"""

import json
import os
import sys
from typing import Any


def write(columns: list[dict[str, Any]], path: str) -> None:
    """Write the columns to a file."""
    import pandas as pd
    import pyreadstat

    kinds = {True: "object", False: "float64"}
    table = pd.DataFrame({one["name"]: pd.Series(one["values"], dtype=kinds[one["text"]]) for one in columns})
    pyreadstat.write_sav(
        table,
        path,
        column_labels={one["name"]: one["label"] for one in columns},
        variable_value_labels={
            one["name"]: {float(code): word for code, word in one["words"]} for one in columns if one["words"]
        },
        missing_ranges={
            one["name"]: [{"lo": one["missing"][0], "hi": one["missing"][1]}] for one in columns if one["missing"]
        },
        variable_measure={one["name"]: one["level"] for one in columns},
        variable_format={one["name"]: one["format"] for one in columns if one["format"]},
    )


def main() -> None:
    """Read, write into memory, and hand out."""
    file = os.memfd_create("answers")
    write(json.load(sys.stdin)["columns"], f"/proc/self/fd/{file}")
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(file, "rb") as written:
        sys.stdout.buffer.write(written.read())


if __name__ == "__main__":
    main()
