"""Files that nginx or the store sends: allowed and counted here, with ranges, and by nobody who was not allowed."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection

import boto3
import pytest
import requests

import config
from leadgate.app import create_app
from leadgate.assets.actions.counting import wait_until_counted
from leadgate.assets.models import Grant
from leadgate.assets.room import DOWNLOAD
from leadgate.foundation.files.storage import Storage
from leadgate.foundation.settings import FilesSentBy
from tests.conftest import ENVIRONMENT
from tests.facts import downloads, one
from tests.papers import PDF
from tests.running import Running
from tests.services import answers, free_port, until
from tests.visitor import Site

NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{behind};
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }}
    location /leadgate-files/ {{
      internal;
      alias {files}/;
      add_header Content-Security-Policy "default-src 'none'; sandbox";
    }}
  }}
}}
"""


@pytest.fixture
def running(tmp_path) -> Iterator[Running]:
    made = Running(tmp_path, LEADGATE_FILES_SENT_BY="nginx")
    made.command("migrate")
    yield made
    made.stop()


@pytest.fixture
def nginx(running, tmp_path) -> Iterator[int]:
    """The port of nginx in front of a running leadgate."""
    running.web()
    port, files = free_port(), running.here.storage.folder
    tmp_path.chmod(0o755)
    text = NGINX.format(folder=tmp_path, port=port, behind=running.port, files=files)
    (tmp_path / "nginx.conf").write_text(text if os.geteuid() else f"user root;{text}")
    process = subprocess.Popen(
        ["/usr/sbin/nginx", "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")]
    )
    until(lambda: answers(port))
    yield port
    process.terminate()
    process.wait(10)


def got(port: int, path: str, **headers: str) -> tuple[int, bytes, str | None]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.getheader("Content-Disposition")


def test_nginx_sends_what_leadgate_allows_whole_and_in_ranges_and_nothing_else(running, nginx):
    with running.here.opened():
        site = Site(create_app(running.here), running.here)
        site.publish()
        site.confirmed()
        link = f"/d/{running.here.tokens.make(DOWNLOAD, one(Grant).id)}"
        [(stored_as, _size)] = running.here.storage.files("assets")
    status, body, name = got(nginx, link)
    assert (status, body) == (200, PDF)
    assert "guide.pdf" in (name or "")
    assert got(nginx, link, Range="bytes=5-8")[:2] == (206, PDF[5:9])
    for part in ("bytes=0-0", "bytes=-1"):
        assert got(nginx, link, Range=part)[0] == 206
    assert got(nginx, f"/leadgate-files/{stored_as}")[0] == 404
    assert got(nginx, f"{link}x")[0] in (404, 410)
    with running.here.opened():
        until(lambda: downloads() == 1)


def test_the_store_sends_what_leadgate_allows_under_its_name(monkeypatch, site, here, s3_endpoint):
    bucket = f"bucket-{os.urandom(4).hex()}"
    names = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1"}
    for name, value in {**names, "AWS_ENDPOINT_URL": s3_endpoint, "AWS_ALLOW_HTTP": "true"}.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", endpoint_url=s3_endpoint, region_name="us-east-1").create_bucket(Bucket=bucket)
    monkeypatch.setattr(here, "given", replace(here.given, files_sent_by=FilesSentBy.S3))
    monkeypatch.setattr(here, "storage", Storage(f"s3://{bucket}/files"))
    site.publish()
    visitor = site.confirmed()
    answer = visitor.get(f"/d/{here.tokens.make(DOWNLOAD, one(Grant).id)}")
    assert answer.status_code == 302
    sent = requests.get(answer.headers["Location"], headers={"Range": "bytes=5-8"}, timeout=10)
    assert sent.content == PDF[5:9]
    assert "guide.pdf" in sent.headers["Content-Disposition"]
    assert "X-Amz-Expires=60" in answer.headers["Location"]
    wait_until_counted()
    assert downloads() == 1


@pytest.mark.parametrize(("sent_by", "storage"), [("s3", ""), ("nginx", "s3://bucket"), ("apache", "")])
def test_who_cannot_send_them_is_refused_by_name(tmp_path, sent_by, storage):
    with pytest.raises(config.WrongSetting, match="LEADGATE_FILES_SENT_BY"):
        config.load({**ENVIRONMENT, "LEADGATE_FILES_SENT_BY": sent_by, "LEADGATE_STORAGE_URL": storage}, tmp_path)
