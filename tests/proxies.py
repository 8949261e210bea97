"""The web servers of the distribution, each with the configuration that stands in docs/operating.md."""

import os
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.running import ROOT
from tests.services import answers, until

OPERATING = (ROOT / "docs/operating.md").read_text()
NGINX = """
worker_processes 1;
daemon off;
{user}
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
  {blocks}
}}
"""
PLAIN_SERVER = "server {{ listen 127.0.0.1:{port}; {locations} }}"
CADDY = "{{\n admin off\n auto_https disable_redirects\n}}\n{blocks}"
APACHE_MODULES = (
    "mpm_event",
    "authz_core",
    "ssl",
    "socache_shmcb",
    "headers",
    "env",
    "setenvif",
    "proxy",
    "proxy_http",
)
APACHE = """
{modules}
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
StartServers 1
Listen 127.0.0.1:{port}
{blocks}
"""
HAPROXY = "global\n  stats socket {folder}/haproxy\n{blocks}"


def documented(heading: str, language: str) -> str:
    """The configuration that docs/operating.md shows below a heading."""
    [part] = re.findall(rf"^### {heading}\n(.*?)(?=^##)", OPERATING, re.MULTILINE | re.DOTALL)
    return re.findall(rf"^```{language}\n(.*?)^```", part, re.MULTILINE | re.DOTALL)[0]


def put_in_place(text: str, *, port: int, behind: str, proof: Path) -> str:
    """The same for this machine: names, ports and the paths of certificates, and nothing else."""
    text = re.sub(r"/etc/ssl/\S+?\.(crt|key|pem)", str(proof), text).replace("127.0.0.1:8000", behind)
    text = re.sub(r"(?<=listen )443|\*:443|(?<=bind ):443", f"127.0.0.1:{port}", text)
    return text.replace("guides.example.org", "localhost")


@contextmanager
def served(command: list[str], folder: Path, is_ready: Callable[[], object]) -> Iterator[None]:
    around = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "said").open("ab") as said:
        process = subprocess.Popen(command, env=around, stdout=said, stderr=said)
    try:
        until(lambda: process.poll() is None and is_ready(), 20)
        yield
    finally:
        process.terminate()
        process.wait(10)


def nginx(folder: Path, port: int, blocks: str):
    """nginx with some servers, in the foreground."""
    user = "" if os.geteuid() else "user root;"
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, user=user, blocks=blocks))
    command = ["/usr/sbin/nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    return served(command, folder, lambda: answers(port))


def caddy(folder: Path, port: int, blocks: str):
    (folder / "Caddyfile").write_text(CADDY.format(blocks=blocks.replace("localhost {", f"localhost:{port} {{")))
    command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    return served(command, folder, lambda: answers(port))


def apache(folder: Path, port: int, blocks: str):
    modules = [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in APACHE_MODULES]
    text = APACHE.format(folder=folder, port=port, blocks=blocks, modules="\n".join(modules))
    (folder / "apache.conf").write_text(text)
    command = ["/usr/sbin/apache2", "-D", "FOREGROUND", "-f", str(folder / "apache.conf")]
    return served(command, folder, lambda: answers(port))


def haproxy(folder: Path, port: int, blocks: str):
    """HAProxy; ready when its own probe, of HTTP/1.0 and without a Host, was answered."""
    (folder / "haproxy.cfg").write_text(HAPROXY.format(folder=folder, blocks=blocks))
    command = ["/usr/sbin/haproxy", "-db", "-f", str(folder / "haproxy.cfg")]
    return served(command, folder, lambda: answers(port) and ",L7OK," in _status(folder / "haproxy"))


def _status(place: Path) -> str:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(place))
        line.sendall(b"show stat\n")
        return b"".join(iter(lambda: line.recv(65536), b"")).decode()
