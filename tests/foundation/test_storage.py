"""Storage: the same on a folder and on an S3-compatible server."""

import os
from hashlib import sha256
from io import BytesIO

import pytest

from leadgate.foundation.files.storage import FileMissing, Storage, StorageFull
from tests.services import free_port


@pytest.fixture(params=["folder", "s3"])
def storage(request, tmp_path, monkeypatch):
    if request.param == "folder":
        return Storage((tmp_path / "files").as_uri())
    endpoint = request.getfixturevalue("s3_endpoint")
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
    assert [document["n"] for document in storage.documents("ledger")] == [1, 2, 3]


def test_a_store_out_of_reach_says_so(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    store = Storage("s3://bucket/prefix")
    with pytest.raises(StorageFull):
        store.put("x", BytesIO(b"x"))
