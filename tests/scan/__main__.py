"""`make scan`: neutral scanners on a running demonstration, as a stranger, a person and a marketer; reports to read.

wapiti crawls and attacks every page it finds; sqlmap tries every form that is found from the front page. wapiti has an
environment of its own (the distribution's cannot leave out an address), sqlmap is the distribution's; both share
nothing with leadgate. What they find, or did not finish, ends the command with 1.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from leadgate.app import create_app
from leadgate.foundation.permissions import Role
from tests.cast import ADA
from tests.running import ROOT, Running
from tests.visitor import Site, Visitor

WAPITI = "wapiti3==3.2.3"
MODULES = (
    *("backup", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers", "methods"),
    *("permanentxss", "redirect", "shellshock", "spring4shell", "sql", "timesql", "upload", "xss"),
)
"""All that need no server of the scanner's makers."""
SCAN_SECONDS, MODULE_SECONDS = 120, 40
JUDGED = {
    "Secure Flag cookie": "the demonstration speaks plain HTTP; behind HTTPS every cookie has it (tests/foundation)",
    "Clickjacking Protection": "frame-ancestors says it (CSP 3); X-Frame-Options cannot name the sites that may embed",
    "Cross Site Request Forgery": "a form that is refused for its token looks like one refused for its content",
}
"""What it finds that is none, and why."""
NEVER = ("sign-out", "delete", "end", "logout")
"""Parts of addresses that would end what is scanned."""


def scan(folder: Path) -> int:
    """Scan a demonstration.

    Args:
        folder: for the reports; made when it is not there.

    Returns:
        How many findings there are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    running = Running(Path(tempfile.mkdtemp()), LEADGATE_RATE_LIMITS="off", LEADGATE_FORM_MIN_SECONDS="0")
    running.command("migrate", "--demo")
    with running.here.opened():  # before there is a worker that sends the letters elsewhere
        site = Site(create_app(running.here), running.here)
        site.publish("scanned")
        site.confirmed("scanned", ADA)
        visitors = {"stranger": None, "person": site.signed_in(ADA), "marketer": site.staff(Role.MARKETER)}
    running.up()
    try:
        wapiti = _wapiti_of_its_own(folder)
        found = sum(_wapiti(wapiti, running.url, folder, who, visitor) for who, visitor in visitors.items())
        return found + _sqlmap(running.url, folder)
    finally:
        running.stop()


def _wapiti_of_its_own(folder: Path) -> Path:
    uv, made = ROOT / ".venv/bin/uv", folder.absolute() / "wapiti"
    subprocess.run([uv, "venv", "-q", "--clear", "--python", sys.executable, made], check=True)
    subprocess.run([uv, "pip", "install", "-q", "--python", made / "bin/python", WAPITI], check=True)
    return made / "bin/wapiti"


def _wapiti(wapiti: Path, url: str, folder: Path, who: str, visitor: Visitor | None) -> int:
    report, cookies = folder / f"wapiti-{who}.json", folder / f"cookies-{who}.json"
    command = [str(wapiti), "-u", f"{url}/", "--scope", "domain", "-m", ",".join(MODULES)]
    command += ["-f", "json", "-o", str(report), "--max-parameters", "30"]
    command += ["--flush-session", "--no-bugreport", "--store-session", tempfile.mkdtemp(), "-d", "4", "-v", "0"]
    command += ["--max-scan-time", str(SCAN_SECONDS), "--max-attack-time", str(MODULE_SECONDS)]
    for word in NEVER:
        command += ["-x", f"{url}/*{word}*"]
    if visitor:
        cookies.write_text(json.dumps(_cookies(visitor)))
        command += ["-c", str(cookies), "-s", f"{url}/studio/", "-s", f"{url}/me"]
    with (folder / f"wapiti-{who}.log").open("w") as log:
        subprocess.run(command, stdout=log, stderr=log, check=True)
    known = json.loads(report.read_text())
    findings = [(kind, one["path"], one["info"]) for kind, all_ in known["vulnerabilities"].items() for one in all_]
    findings = [one for one in findings if one[0] not in JUDGED]
    print(f"wapiti as a {who}: {known['infos']['crawled_pages_nbr']} pages, {len(findings)} findings")
    for finding in findings:
        print("  ", *finding)
    return len(findings)


def _cookies(visitor: Visitor) -> dict[str, object]:
    kept = visitor.client._cookies.values()
    plain = {"expires": None, "secure": False, "port": None, "version": 0}
    told = {one.key: {"value": one.value, **plain} for one in kept}
    return {"127.0.0.1": {"/": told}}


def _sqlmap(url: str, folder: Path) -> int:
    options = ["--batch", "--forms", "--crawl=2", "--level=2", "--risk=1", "--smart", "--csrf-token=csrf_token"]
    out = ["--output-dir", str(folder / "sqlmap"), "--timeout=10", "--retries=1"]
    done = subprocess.run(["sqlmap", "-u", f"{url}/", *options, *out], capture_output=True, text=True, check=False)
    (folder / "sqlmap.log").write_text(done.stdout + done.stderr)
    holes = [line for line in done.stdout.splitlines() if "is vulnerable" in line or "identified the following" in line]
    tried = done.stdout.count("testing if ")
    print(f"sqlmap: {tried} parameters tried, {len(holes)} findings", *holes, sep="\n   ")
    return len(holes) + (tried == 0)


if __name__ == "__main__":
    sys.exit(scan(Path(sys.argv[1])) > 0)
