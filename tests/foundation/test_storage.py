"""Storage: the same on a folder and on an S3-compatible server."""

import asyncio
import os
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from threading import Barrier, Event
from time import monotonic

import pytest

from leadgate.foundation.files import patience
from leadgate.foundation.files import storage as storage_module
from leadgate.foundation.files.storage import Storage
from leadgate.foundation.files.store_errors import FileMissing, StorageFull, StoreSilent
from tests.services import free_port


@pytest.fixture(params=["folder", "s3"])
def storage(request, tmp_path):
    return Storage((tmp_path / "files").as_uri()) if request.param == "folder" else request.getfixturevalue("store")


@pytest.fixture
def store(s3_endpoint, monkeypatch) -> Storage:
    endpoint = s3_endpoint
    import boto3

    names = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1"}
    for name, value in {**names, "AWS_ENDPOINT_URL": endpoint, "AWS_ALLOW_HTTP": "true"}.items():
        monkeypatch.setenv(name, value)
    bucket = f"bucket-{os.urandom(4).hex()}"
    boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1").create_bucket(Bucket=bucket)
    return Storage(f"s3://{bucket}/prefix")


def test_a_file_comes_back_byte_for_byte_whole_and_in_parts(storage):
    content = os.urandom(3_000_000)
    assert storage.put("assets/one", BytesIO(content)) == sha256(content).hexdigest()
    assert b"".join(storage.read("assets/one", 0, len(content))) == content
    assert b"".join(storage.read("assets/one", 1_000_000, 500_000)) == content[1_000_000:1_500_000]
    assert b"".join(storage.read("assets/one", len(content) - 1, 1)) == content[-1:]


def test_a_file_that_is_not_there_is_said_before_the_first_byte(storage):
    with pytest.raises(FileMissing):
        storage.read("assets/none", 0, 1)
    assert not storage.has("assets/none")


def test_deleting_twice_is_fine(storage):
    storage.put("assets/one", BytesIO(b"x"))
    assert storage.has("assets/one")
    storage.delete("assets/one")
    storage.delete("assets/one")
    assert not storage.has("assets/one")


def test_small_documents_come_back_in_the_order_of_their_names(storage):
    for number in (2, 1, 3):
        storage.write_json(f"ledger/{number}.json", {"n": number})
    found = [storage.document(name)["n"] for name in storage.document_names("ledger")]
    assert found == [1, 2, 3]


async def streamed(storage: Storage, *wanted) -> bytes:
    return b"".join([part async for part in await storage.stream(*wanted)])


def test_a_file_of_a_store_comes_in_an_event_loop_too(store):
    content = os.urandom(1_000_000)
    store.put("assets/one", BytesIO(content))
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(asyncio.run, streamed(store, "assets/one", 10, 999_000)).result() == content[10:999_010]
        with pytest.raises(FileMissing):
            apart.submit(asyncio.run, streamed(store, "assets/none", 0, 1)).result()


def elsewhere(monkeypatch, port: int) -> Storage:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    return Storage("s3://bucket/prefix")


def test_a_store_out_of_reach_says_so(monkeypatch):
    store = elsewhere(monkeypatch, free_port())
    with pytest.raises(StorageFull):
        store.put("x", BytesIO(b"x"))


def test_nothing_is_taken_for_deleted_by_a_store_out_of_reach(monkeypatch):
    with pytest.raises(StoreSilent):
        elsewhere(monkeypatch, free_port()).delete("x")


@contextmanager
def silent_server() -> Iterator[socket.socket]:
    """It accepts, and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        server.setblocking(False)
        yield server


def callers(server: socket.socket) -> int:
    found = 0
    with suppress(BlockingIOError):
        while server.accept():
            found += 1
    return found


def test_a_silent_store_is_waited_for_by_two_at_once_and_then_left_alone(monkeypatch):
    """All four threads of the pages waited for it, question after question, and nobody got a page."""
    monkeypatch.setattr(patience, "ANSWERS_WITHIN", timedelta(seconds=1))
    monkeypatch.setattr(patience, "TRIES", {"max_retries": 0})
    monkeypatch.setattr(patience, "TURN_SECONDS", 0.05)
    with silent_server() as server, ThreadPoolExecutor(6) as threads:
        store = elsewhere(monkeypatch, server.getsockname()[1])
        answers = list(threads.map(lambda _at: store.takes_files(), range(6)))
        assert answers == [False] * 6
        assert callers(server) == 2
        with pytest.raises(StorageFull):
            store.put("x", BytesIO(b"x"))
        assert callers(server) == 0


def test_a_file_of_a_silent_store_is_given_up_within_seconds(monkeypatch):
    monkeypatch.setattr(storage_module, "FIRST_BYTE_SECONDS", 0.05)
    with silent_server() as server, ThreadPoolExecutor(1) as apart, pytest.raises(FileMissing):
        apart.submit(asyncio.run, streamed(elsewhere(monkeypatch, server.getsockname()[1]), "x", 0, 1)).result()


def half_answer(server: socket.socket, *, hangs_up: bool) -> socket.socket:
    """Answer one caller with less than was promised, and then with nothing more."""
    server.setblocking(True)
    caller, _ = server.accept()
    while not caller.recv(65536).endswith(b"\r\n\r\n"):
        pass
    caller.sendall(b"HTTP/1.1 206 x\r\nContent-Length: 900000\r\nContent-Range: bytes 0-899999/900000\r\nETag: a\r\n")
    caller.sendall(b"Last-Modified: Sun, 29 Nov 2026 09:00:00 GMT\r\n\r\n" + bytes(100_000))
    if hangs_up:
        caller.close()
    return caller


@pytest.mark.parametrize("hangs_up", [False, True], ids=["silence", "end"])
def test_a_store_that_breaks_off_in_the_middle_is_noticed(monkeypatch, hangs_up):
    monkeypatch.setattr(patience, "ANSWERS_WITHIN", timedelta(seconds=0.2))
    monkeypatch.setattr(patience, "TRIES", {"max_retries": 0})
    with silent_server() as server, ThreadPoolExecutor(2) as apart:
        store = elsewhere(monkeypatch, server.getsockname()[1])
        answered = apart.submit(half_answer, server, hangs_up=hangs_up)
        with pytest.raises(FileMissing):
            apart.submit(asyncio.run, streamed(store, "x", 0, 900_000)).result()
        answered.result().close()


def test_whoever_comes_while_a_store_has_kept_others_waiting_is_not_kept_waiting_too(monkeypatch):
    """Of forty one after another each had waited half a second, and no thread was left for the pages."""
    monkeypatch.setattr(patience, "TURN_SECONDS", 0.1)
    store, both_asked, answered = patience.Patience(), Barrier(3), Event()

    def asked() -> None:
        with store.turn():
            both_asked.wait()
            answered.wait()

    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(asked) for _ in range(2)]
        both_asked.wait()
        began = monotonic()
        try:
            for _at in range(40):
                with pytest.raises(StoreSilent), store.turn():
                    pass
            assert monotonic() - began < 0.9
        finally:
            answered.set()
        for one in waiting:
            one.result()


@pytest.fixture
def synced(monkeypatch) -> set[int]:
    """The files and folders that the disk was told to have, by their numbers."""
    told: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda handle: told.add(os.fstat(handle).st_ino))
    return told


def test_what_is_put_into_a_folder_is_on_the_disk_before_it_counts(tmp_path, synced):
    """A power cut left empty files of the right names."""
    store = Storage((tmp_path / "files").as_uri())
    store.put("assets/new/one", BytesIO(b"x"))
    store.write_json("notes/today/one.json", {"n": 1})
    for name in ("assets/new/one", "notes/today/one.json"):
        path = tmp_path / "files" / name
        assert {each.stat().st_ino for each in (path, path.parent, path.parent.parent)} <= synced


def test_a_document_that_cannot_be_written_is_what_it_was(tmp_path, monkeypatch):
    store = Storage((tmp_path / "files").as_uri())
    store.write_json("notes/one.json", {"n": 1})

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        store.write_json("notes/one.json", {"n": 2})
    assert store.document("notes/one.json") == {"n": 1}
    assert [path.name for path in (tmp_path / "files" / "notes").iterdir()] == ["one.json"]
