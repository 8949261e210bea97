"""Where the web server listens: an address, or a socket that only its owner and their group write to."""

import socket
from pathlib import Path

import pytest

from leadgate.foundation.front.binding import NoFolderForSocket, SocketTaken, bound
from tests.running import commanded


@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_an_address_of_ipv6_is_taken_with_its_brackets_and_without(host):
    assert bound(host, 8000) == {"address": "::1", "port": 8000}


def test_a_socket_is_for_its_owner_and_their_group(tmp_path):
    assert bound(f"unix:{tmp_path}/here", 8000) == {"uds": tmp_path / "here", "uds_permissions": 0o660}


def test_what_a_killed_server_left_is_taken_away(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind("here")
    assert Path("here").exists()
    bound("unix:here", 8000)
    assert not Path("here").exists()


def test_a_socket_that_answers_and_a_file_of_that_name_stay(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("kept")
    with socket.socket(socket.AF_UNIX) as another:
        another.bind("here")
        another.listen()
        for taken in ("unix:here", "unix:file"):
            with pytest.raises(SocketTaken):
                bound(taken, 8000)
    assert Path("file").read_text() == "kept"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(NoFolderForSocket):
        bound(f"unix:{tmp_path}/none/here", 8000)


def test_what_listens_at_a_socket_is_told_its_address_before_anything_is_made(tmp_path):
    done = commanded("up", "--host", f"unix:{tmp_path}/here", LEADGATE_DATA_DIR=str(tmp_path / "data"))
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "LEADGATE_BASE_URL should be" in done.stderr
    assert not (tmp_path / "data").exists()
