"""Settings: whatever an operator wrote is used, or named; none of it is passed over in silence."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

import config
from leadgate.foundation.configuration.errors import WrongSetting
from leadgate.foundation.configuration.servers import (
    base_address,
    database_address,
    smtp_address,
    without_password,
)
from leadgate.running.commands import _here

KEYS = dict.fromkeys(config.KEYS, "k" * 32)
SIGNS = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_characters="%"), min_size=1)


def read(content: bytes | str, folder: Path, **environment: str):
    path = folder / ".env"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return config.load({"LEADGATE_DATA_DIR": str(folder), **KEYS, **environment}, dotenv=path)


@pytest.mark.parametrize(
    "content",
    [
        "LEADGATE_SMTP_URL=smtp://mail.example:25",
        "export LEADGATE_SMTP_URL=smtp://mail.example:25\n",
        '\ufeffLEADGATE_SMTP_URL="smtp://mail.example:25"\r\n',
        "# our mail\r\n\r\n  LEADGATE_SMTP_URL = 'smtp://mail.example:25'  # from the provider\r\n",
        "LEADGATE_MAIL_FROM=a@b.example\rLEADGATE_SMTP_URL=smtp://mail.example:25\r",
        "LEADGATE_SMTP_URL=smtp://mail.example:25\n".encode("utf-16"),
    ],
    ids=["plain", "export", "mark and quotes", "comments", "old ends of line", "utf-16"],
)
def test_a_file_is_read_as_editors_and_shells_write_it(content, tmp_path):
    assert read(content, tmp_path).smtp_url == "smtp://mail.example:25"


def test_the_environment_wins_and_an_empty_value_is_none(tmp_path):
    content = "LEADGATE_MAIL_FROM=file@example.org\nLEADGATE_ACCENT=#123456\n"
    found = read(content, tmp_path, LEADGATE_MAIL_FROM="set@example.org", LEADGATE_ACCENT="")
    assert (found.mail_from, found.accent) == ("set@example.org", "#0b6e4f")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("LEADGATE_SMPT_URL=smtp://x", r"LEADGATE_SMPT_URL \(.*, line 1\) is not a setting.*mean LEADGATE_SMTP_URL\?"),
        ("\nexport LEADGATE_SMPT_URL=smtp://x", r"line 2\) is not a setting"),
        ("leadgate_smtp_url=smtp://x", "leadgate_smtp_url .* is not a setting"),
        ("LEADGTE_SMTP_URL=smtp://x", r"LEADGTE_SMTP_URL .* mean LEADGATE_SMTP_URL\?"),
        ("LEADGATE_SOMETHING=1", "see docs/settings.md"),
        ("LEADGATE_MAIL_FROM", "line 1, should look like NAME=value"),
        ("# one\n\nLEADGATE_ACCENT='#123456\n", "line 3, should look like NAME=value"),
        ("LEADGATE_CONTROLLER_NAME=Müller".encode("latin-1"), "is no text in UTF-8; save it anew"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_its_number(content, said, tmp_path):
    with pytest.raises(WrongSetting, match=said):
        read(content, tmp_path)


def test_what_other_programs_keep_in_the_file_is_left_to_them(tmp_path):
    assert read("POSTGRES_PASSWORD=secret\nTZ=Asia/Taipei\n", tmp_path).accent == "#0b6e4f"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LEADGATE_SMTP_URL", "smtp://host:port"),
        ("LEADGATE_SMTP_URL", "smtp://user:secret@"),
        ("LEADGATE_SMTP_URL", "mail.example:25"),
        ("LEADGATE_SMTP_TLS", "yes"),
        ("LEADGATE_SMTP_CERTIFICATE", "/nowhere/ca.pem"),
        ("LEADGATE_REDIS_URL", "redis://host:66666/0"),
        ("LEADGATE_DATABASE_URL", "mysql://host/db"),
        ("LEADGATE_DATABASE_URL", "sqlite:///"),
        ("LEADGATE_DATABASE_URL", "postgresql://user:secret@host:port/db"),
        ("LEADGATE_STORAGE_URL", "file://relative/folder"),
        ("LEADGATE_STORAGE_URL", "s3:///prefix"),
        ("LEADGATE_BASE_URL", "guides.example.org"),
        ("LEADGATE_BASE_URL", "http://0.0.0.0:8000"),
        ("LEADGATE_BASE_URL", "https://user@guides.example.org"),
        ("LEADGATE_BASE_URL", "https://example.org/leads/../wiki"),
        ("LEADGATE_BASE_URL", "https://example.org/le ads"),
        ("LEADGATE_BASE_URL", "https://example.org//leads"),
        ("LEADGATE_BASE_URL", "https://example.org/%6ceads"),
        ("LEADGATE_MAIL_FROM", "müller@example.org"),
        ("LEADGATE_MAIL_FROM", "Ada <ada@example.org>"),
        ("LEADGATE_CONTROLLER_EMAIL", "nobody"),
        ("LEADGATE_CONTROLLER_NAME", "Example\r\nBcc: all@example.org"),
        ("LEADGATE_CONTROLLER_NAME", "=?utf-8?q?Example?="),
        ("LEADGATE_HOLIDAYS", "XX"),
        ("LEADGATE_HOLIDAYS", "DE-XX"),
        ("LEADGATE_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("LEADGATE_FORM_MIN_SECONDS", "nan"),
    ],
)
def test_a_value_that_could_not_work_stops_the_start_and_is_not_repeated(name, value, tmp_path):
    with pytest.raises(WrongSetting, match=rf"^{name} should be .* It is set in: the environment\.$") as refused:
        read("", tmp_path, **{name: value})
    assert "secret" not in str(refused.value)


def test_what_is_wrong_is_said_before_a_missing_key(tmp_path):
    with pytest.raises(WrongSetting, match=r"^LEADGATE_ACCENT should be"):
        config.load({"LEADGATE_DATA_DIR": str(tmp_path), "LEADGATE_ACCENT": "green"}, dotenv=tmp_path / "no.env")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_a_database_s_address_is_taken_as_hosts_hand_it_out(scheme):
    assert database_address(f"{scheme}://u:p@h:5433/db?sslmode=require") == (
        "postgresql+psycopg://u:p@h:5433/db?sslmode=require"
    )
    assert database_address(f"{scheme}:///db?host=/run/postgresql") == "postgresql+psycopg:///db?host=/run/postgresql"


@given(SIGNS, SIGNS)
def test_a_password_may_have_every_sign(user, password):
    user = user.replace(":", "")
    parts = urlsplit(smtp_address(f"smtp://{user}:{password}@mail.example:587"))
    assert (parts.hostname, parts.port) == ("mail.example", 587)
    assert (unquote(parts.username or ""), unquote(parts.password or "")) == (user, password)
    url = make_url(database_address(f"postgresql://{user}:{password}@[::1]:5432/leads"))
    assert (url.username or "", url.password, url.host, url.database) == (user, password, "::1", "leads")


def test_a_password_that_was_escaped_already_stays_what_it_is():
    assert smtp_address("smtp://u:p%40ss%25@h") == "smtp://u:p%40ss%25@h"


def test_hosts_beyond_ascii_are_reached_by_the_name_the_net_knows(tmp_path):
    found = read(
        "LEADGATE_BASE_URL=https://münchen.example/\nLEADGATE_MAIL_FROM=kontakt@münchen.example\n",
        tmp_path,
        LEADGATE_CONTROLLER_EMAIL="datenschutz@münchen.example",
    )
    assert found.base_url == "https://xn--mnchen-3ya.example"
    assert found.mail_from == "kontakt@xn--mnchen-3ya.example"
    assert found.controller.email == "datenschutz@xn--mnchen-3ya.example"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("smtp://u:pa:ss@ord@h:25", "smtp://u:…@h:25"),
        ("redis://:secret@h/0", "redis://:…@h/0"),
        ("postgresql:///db?user=u&password=secret&host=/run", "postgresql:///db?user=u&password=…&host=/run"),
        ("smtp://h", "smtp://h"),
    ],
)
def test_no_password_is_shown(address, shown):
    assert without_password(address) == shown


def test_the_store_is_told_what_the_file_says_to_it(tmp_path, monkeypatch):
    monkeypatch.delenv("LEADGATE_TESTS", raising=False)
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://set")
    (tmp_path / ".env").write_text("AWS_REGION=eu\nAWS_ENDPOINT_URL=http://file\n")
    config.reading(None, tmp_path / ".env")
    import os

    assert (os.environ["AWS_REGION"], os.environ["AWS_ENDPOINT_URL"]) == ("eu", "http://set")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://Example.org:443/", "https://example.org"),
        ("http://example.org:80/leads/", "http://example.org/leads"),
        ("https://example.org:8443/our/leads", "https://example.org:8443/our/leads"),
        ("https://[2001:db8::7]:8443", "https://[2001:db8::7]:8443"),
    ],
)
def test_the_base_address_is_as_browsers_write_it_with_its_path(written, address):
    assert base_address(written) == address


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("::1", "http://[::1]:8123"),
        ("[::1]", "http://[::1]:8123"),
        ("0.0.0.0", "http://127.0.0.1:8123"),
        ("::", "http://[::1]:8123"),
        ("guides.lan", "http://guides.lan:8123"),
    ],
)
def test_what_is_announced_can_be_opened_and_is_a_setting(host, address):
    assert _here(host, 8123) == address == base_address(address)
