"""Files of text are read as editors write them, and what is none is said to be none."""

import codecs

import pytest

from leadgate.foundation.files.decoding import NotText, addresses_in, text_of

SAID = "Une fois par mois: 每月一次。"


@pytest.mark.parametrize(
    "content",
    [
        SAID.encode(),
        codecs.BOM_UTF8 + SAID.encode(),
        codecs.BOM_UTF16_LE + SAID.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"),
        f"\r\n{SAID}\r\n".encode(),
    ],
)
def test_a_text_is_what_was_written_without_the_editors_marks(content, tmp_path):
    (tmp_path / "letter.txt").write_bytes(content)
    assert text_of(tmp_path / "letter.txt") == SAID


def test_a_text_in_another_encoding_is_refused_and_not_guessed(tmp_path):
    (tmp_path / "letter.txt").write_bytes("Köln".encode("cp1252"))
    with pytest.raises(NotText):
        text_of(tmp_path / "letter.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_as_excel_saves_it(encoding):
    assert addresses_in("müller@example.org;2026-02-28\r\n".encode(encoding)) == "müller@example.org;2026-02-28\r\n"


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "gb18030", "cp1251"])
def test_addresses_and_days_are_read_in_whatever_letters_a_table_is(encoding):
    line = "Name;{};2026-02-28".format("мир" if encoding == "cp1251" else "東京")
    read = addresses_in(f"{line};ada@example.org;2026-02-28\r\n".encode(encoding))
    assert read.endswith(";ada@example.org;2026-02-28\r\n")
