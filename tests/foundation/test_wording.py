"""Figures, as the reader's language writes them."""

import pytest
from flask_babel import force_locale, lazy_gettext

from leadgate.foundation import wording
from leadgate.foundation.files.sizes import file_size


@pytest.mark.parametrize(
    ("size", "language", "said"),
    [
        (1, "en", "1 byte"),
        (31, "en", "31 bytes"),
        (31, "zh_Hant", "31 位元組"),
        (1_240, "en", "1.2 kB"),
        (1_240_000, "de", "1,2 MB"),
        (3_000_000_000, "zh_Hant", "3 GB"),
    ],
)
def test_a_file_is_as_large_as_its_readers_language_writes_it(site, size, language, said):
    with site.app.test_request_context(), force_locale(language):
        assert file_size(size).replace("\xa0", " ") == said


def test_what_somebody_typed_into_a_sentence_is_text_and_never_part_of_a_page(site):
    with site.app.test_request_context():
        sentence = lazy_gettext("%(label)s: %(value)s", label="<b>", value="<script>alert(1)</script>")
        for page in ("{{ it }}", "{{ it ~ 'x' }}", "{{ it | upper }}", '<p title="{{ it }}">'):
            shown = site.app.jinja_env.from_string(page).render(it=sentence)
            assert "<script" not in shown.lower(), page
            assert "&lt;" in shown.lower()


def test_an_address_breaks_behind_its_sign_and_is_never_html():
    assert wording.address("<ada>@b.example") == (
        '<span title="&lt;ada&gt;@b.example">&lt;ada&gt;@<wbr>b.example</span>'
    )
