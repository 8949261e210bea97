"""What is sent is compressed wherever the client takes it, but a page that is somebody's."""

import gzip

import pytest

GZIP = {"Accept-Encoding": "gzip, deflate, br"}
STYLES = "/static/leadgate.css?v=1"
PUBLIC_PAGES = ["/", "/a/guide", "/privacy", "/privacy/purposes", "/me/sign-in", "/a/guide/embed"]


def weight(answer) -> int:
    return len(answer.data)


@pytest.mark.parametrize("path", [STYLES, "/static/editor.js", *PUBLIC_PAGES])
def test_a_stranger_gets_every_page_and_file_compressed_and_the_same_unpacked(site, path):
    site.publish(summary="A calm way to name a price. " * 20)
    plain = site.visitor().get(path)
    answer = site.visitor().get(path, headers=GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    unpacked = gzip.decompress(answer.data)
    assert len(unpacked) == weight(plain)
    assert weight(answer) < weight(plain) * 0.6
    assert int(answer.headers["Content-Length"]) == weight(answer)
    assert "Accept-Encoding" in answer.vary
    assert "Accept-Encoding" in plain.vary, "or a cache between gives the one for the other"


@pytest.mark.parametrize("refused", ["", "identity", "gzip;q=0", "br", "*;q=0"])
def test_whoever_does_not_take_it_gets_it_plain(site, refused):
    answer = site.visitor().get(STYLES, headers={"Accept-Encoding": refused})
    assert "Content-Encoding" not in answer.headers
    assert b":root" in answer.data


def test_a_page_of_somebody_says_nothing_by_its_length(site):
    """With a cookie there may be a secret on it, and a stranger may put words beside that (BREACH)."""
    site.publish()
    site.confirmed()
    for visitor in (site.signed_in(), site.staff()):
        for path in ("/me", "/studio/", "/a/guide?source=guessed", "/nothing"):
            assert "Content-Encoding" not in visitor.get(path, headers=GZIP).headers, path
        assert visitor.get(STYLES, headers=GZIP).headers["Content-Encoding"] == "gzip"
    by_password = site.visitor().get("/a/guide", headers={**GZIP, "Authorization": "Bearer x"})
    assert "Content-Encoding" not in by_password.headers


def test_a_page_that_gives_a_cookie_is_not_compressed_with_it(site):
    site.publish()
    answer = site.visitor().fill("/a/guide", email="ada@person.example")
    assert answer.headers["Set-Cookie"]
    assert "Content-Encoding" not in answer.headers


def test_a_file_that_is_known_already_is_not_sent_again(site):
    """Each representation has its own tag (RFC 9110, section 8.8.3.3)."""
    visitor = site.visitor()
    packed, plain = visitor.get(STYLES, headers=GZIP), visitor.get(STYLES)
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for answer, headers in ((packed, GZIP), (plain, {})):
        again = visitor.get(STYLES, headers={**headers, "If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_a_part_of_a_file_is_a_part_of_the_file_as_it_is(site):
    part = site.visitor().get(STYLES, headers={**GZIP, "Range": "bytes=0-9"})
    assert (part.status_code, len(part.data)) == (206, 10)
    assert "Content-Encoding" not in part.headers
