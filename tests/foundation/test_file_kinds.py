"""What a file is, as its format says and not more strictly; and a refusal says what is true of the file."""

from io import BytesIO

import pytest

from leadgate.foundation.files import errors
from leadgate.foundation.files.kinds import recognise
from leadgate.foundation.files.soundness import LOCKED, pages_of
from tests.papers import DOCX, EPUB, M4A, MOV, MP4, PDF, PNG, archive, epub, film, locked_pdf, pdf_of, zipped

LIMIT = 50_000_000


def kind(content: bytes, name: str) -> str:
    return recognise(BytesIO(content), name, unpacked_limit=LIMIT).media_type


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"Content-Type: application/pdf\r\n\r\n", b"#" * 1019, b"\0" * 4]
)
def test_a_pdf_may_begin_within_its_first_1024_bytes(before):
    assert kind(before + PDF, "guide.pdf") == "application/pdf"


def test_what_says_it_is_a_pdf_later_than_that_is_none():
    with pytest.raises(errors.FileNotWhatItSays):
        kind(b"#" * 1024 + PDF, "guide.pdf")


def test_a_picture_that_mentions_pdf_is_a_picture():
    content = PNG[:40] + b"%PDF-1.7" + PNG[40:]
    assert kind(content, "cover.png") == "image/png"
    with pytest.raises(errors.FileNotWhatItSays):
        kind(content, "cover.pdf")


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (film("isom", "isom", "iso2", "avc1", "mp41"), "film.mp4", "video/mp4"),
        (film("iso5", "dash"), "film.mp4", "video/mp4"),
        (film("XAVC", "mp42", "iso2"), "film.mp4", "video/mp4"),
        (film("3gp4", "isom", "3gp4"), "film.mp4", "video/mp4"),
        (M4A, "talk.m4a", "audio/mp4"),
        (MP4, "talk.m4a", "audio/mp4"),
        (MOV, "film.mov", "video/quicktime"),
        (b"\0\0\0\x08wide" + b"\0\0\0\x10mdat" + b"\0" * 64, "old.mov", "video/quicktime"),
    ],
)
def test_films_and_sound_are_told_by_their_brands(content, name, media_type):
    assert kind(content, name) == media_type


@pytest.mark.parametrize(
    "content",
    [
        film("heic", "mif1", "heic"),
        film("mif1", "mif1", "heic", "isom"),
        film("hevc", "msf1", "iso8", "mp41"),
        film("avif", "avif", "mif1", "miaf"),
        film("crx ", "crx ", "isom"),
        film("zzzz", "zzzz"),
        M4A,
        MOV,
    ],
)
def test_a_photograph_or_sound_is_no_film_whatever_its_name(content):
    with pytest.raises(errors.FileNotWhatItSays):
        kind(content, "film.mp4")


UMLAUTS = "Brötchen;Preis €\r\nRoggen;4,50\r\n"


@pytest.mark.parametrize("times", [1, 20_000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_of_a_spreadsheet_is_taken_in_its_encoding_whatever_its_size(encoding, times):
    assert kind((UMLAUTS * times).encode(encoding), "prices.csv") == "text/csv"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [("麵包,五元\n", "big5"), ("パン,五円\n", "cp932"), ("хлеб,5\n", "cp1251"), ("麵\n", "utf-16")],
)
def test_so_is_one_in_the_letters_of_its_country(words, encoding):
    assert kind(words.encode(encoding), "prices.csv") == "text/csv"


@pytest.mark.parametrize("before", [0, 200_000])
@pytest.mark.parametrize("content", [b"a,b\0c", b"\1\2", b"\xff\xfe\0\0a\0\0\0", b"\xff\xfea", b"\xff\xfe\0\xd8a\0"])
def test_what_has_control_signs_is_no_text_wherever_they_stand(before, content):
    start, rest = (content[:2], content[2:]) if content[:2] == b"\xff\xfe" else (b"", content)
    with pytest.raises(errors.FileNotWhatItSays):
        kind(start + b"a\0" * (before // 2) + rest if start else b"a" * before + rest, "prices.csv")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_page_is_no_text_in_any_encoding(encoding):
    with pytest.raises(errors.FileNotWhatItSays):
        kind("\r\n<html><script>alert(1)</script>".encode(encoding), "notes.txt")


@pytest.mark.parametrize("mimetype", ["first", "last", "missing"])
def test_an_epub_is_one_by_its_container_wherever_its_mimetype_stands(mimetype):
    assert kind(epub(mimetype=mimetype), "guide.epub") == "application/epub+zip"


def test_another_format_with_a_container_is_no_epub():
    score = zipped({"META-INF/container.xml": b'<rootfile full-path="a.xml" media-type="application/x-musicxml"/>'})
    with pytest.raises(errors.FileNotWhatItSays):
        kind(score, "score.epub")


def test_the_few_words_that_name_a_kind_are_not_unpacked_without_end():
    with pytest.raises(errors.FileUnpacksTooLarge):
        kind(archive(mimetype=b"\0" * 40_000_000), "guide.epub")


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [(PDF, "guide", ".pdf"), (PDF, "guide.pdf.exe", ".pdf"), (EPUB, "guide.book", ".epub"), (DOCX, "letter", ".docx")],
)
def test_a_refusal_names_the_ending_that_is_missing(app, content, name, ending):
    with app.test_request_context("/"), pytest.raises(errors.FileNamedWrongly, match=f"is a \\{ending} file"):
        kind(content, name)


DAMAGED = {
    "half": PDF[: len(PDF) // 2],
    "no page": pdf_of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"),
    "half a change": PDF + b"9 0 obj\n<</Type/XObject/Length 5000>>stream\n" + b"x" * 400,
    "a header alone": b"%PDF-1.7\nnot really",
}


@pytest.mark.parametrize("why", DAMAGED)
def test_a_pdf_nobody_can_open_is_said_to_be_damaged(why):
    with pytest.raises(errors.FileDamaged):
        pages_of(BytesIO(DAMAGED[why]))


@pytest.mark.parametrize(
    ("content", "pages"),
    [(PDF, 1), (b"\r\n" + PDF + b"\r\n<!-- added by a proxy -->", 1), (locked_pdf(), LOCKED), (locked_pdf(""), 1)],
)
def test_the_pages_of_one_that_opens_are_counted_and_a_locked_one_is_known(content, pages):
    assert pages_of(BytesIO(content)) == pages


def test_a_file_on_disk_stands_where_it_did_after_it_was_looked_at(tmp_path):
    path = tmp_path / "guide.pdf"
    content = PDF.replace(b"startxref", b"%" + b"x" * 100_000 + b"\nstartxref")
    path.write_bytes(content)
    with path.open("rb") as file:
        file.read(10)
        file.seek(0)
        assert pages_of(file) == 1
        assert file.read() == content
