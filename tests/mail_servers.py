"""Postfix as relay and as receiver, and the mailbox of returned mail, served by Dovecot over IMAP and POP3."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from tests import services

RETURNS_TO, RECEIVER = "returned.example", "there.example"
PASSWORD = "s3cr:t/"
LARGEST_BYTES = 60_000
"""Of a mailbox, and of a letter; the one of `full` has no room for another."""
RULES = {
    "rule": "550 5.7.1 Message refused by our policy",
    "quota": "552 5.2.2 Mailbox full",
}
"""What the receiver says to whom at once; it knows `ada` and `full`, and nobody else."""
_PROCESSES = """127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
_MAILBOX = """
base_dir = {folder}/run
log_path = {folder}/log
protocols = imap pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{mail}/returned
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={mail}
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class MailServers:
    """Where mail is handed over, and where what comes back is read; what was delivered lies in `mail`."""

    smtp: str
    imap: str
    pop3: str
    mail: Path

    def returned(self) -> list[Path]:
        """The files of what came back and was not taken out."""
        return sorted(self.mail.glob("returned/[cn][ue][rw]/*"))


@contextmanager
def mail_servers() -> Iterator[MailServers]:
    """A relay and a receiver that are there for a while; Postfix runs for root alone."""
    if os.geteuid() != 0:
        pytest.skip("Postfix is started by root only")
    for program, package in (("postfix", "postfix"), ("dovecot", "dovecot-imapd dovecot-pop3d")):
        assert shutil.which(program), f"{program} is missing; `make test` installs Debian's {package}"
    with services.folder_of_its_own("mail") as folder, _read_by_their_users():
        nobody, mail = pwd.getpwnam("nobody"), folder / "mail"
        mail.mkdir()
        (folder / "users").write_text(f"ada@{RECEIVER} ada/\nfull@{RECEIVER} full\n")
        (folder / "rules").write_text("".join(f"{name}@{RECEIVER} {said}\n" for name, said in RULES.items()))
        (mail / "full").write_bytes(b"From nobody\n\n" + b"x" * (LARGEST_BYTES - 100))
        for path in (mail, mail / "full"):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        relay, there = services.free_port(), services.free_port()
        _postfix(
            folder / "there",
            there,
            relayhost=f"[127.0.0.1]:{relay}",
            virtual_mailbox_domains=RECEIVER,
            virtual_mailbox_maps=f"texthash:{folder}/users",
            smtpd_recipient_restrictions=f"check_recipient_access texthash:{folder}/rules",
        )
        _postfix(
            folder / "relay",
            relay,
            relayhost=f"[127.0.0.1]:{there}",
            virtual_mailbox_domains=RETURNS_TO,
            virtual_mailbox_maps="static:returned/",
        )
        imap, pop3 = services.free_port(), services.free_port()
        served = _MAILBOX.format(
            folder=folder, mail=mail, imap=imap, pop3=pop3, password=PASSWORD, uid=nobody.pw_uid, gid=nobody.pw_gid
        )
        (folder / "dovecot.conf").write_text(served)
        dovecot = subprocess.Popen(["dovecot", "-F", "-c", str(folder / "dovecot.conf")])
        try:
            services.until(lambda: services.answers(imap) and services.answers(pop3))
            signs_in = f"bounces:{quote(PASSWORD, safe='')}@127.0.0.1"
            yield MailServers(
                f"smtp://127.0.0.1:{relay}", f"imap://{signs_in}:{imap}/INBOX", f"pop3://{signs_in}:{pop3}", mail
            )
        finally:
            dovecot.terminate()
            dovecot.wait(services.PATIENCE_SECONDS)
            for name in ("relay", "there"):
                subprocess.run(["postfix", "-c", str(folder / name / "etc"), "stop"], check=True, capture_output=True)


@contextmanager
def _read_by_their_users() -> Iterator[None]:
    """Files that other users may read: commands of ours, tried before in this process, have let nobody."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def _postfix(folder: Path, port: int, **its_own: str) -> None:
    """One instance, started."""
    nobody = pwd.getpwnam("nobody")
    for part in ("etc", "data", "queue"):
        (folder / part).mkdir(parents=True)
    os.chown(folder / "data", pwd.getpwnam("postfix").pw_uid, 0)
    settings = {
        "compatibility_level": "3.6",
        "queue_directory": folder / "queue",
        "data_directory": folder / "data",
        "inet_interfaces": "127.0.0.1",
        "inet_protocols": "ipv4",
        "mynetworks": "127.0.0.0/8",
        "mydestination": "",
        "myhostname": f"{folder.name}.example",
        "maillog_file": folder / "log",
        "maillog_file_prefixes": folder,
        "smtp_host_lookup": "native",
        "smtp_dns_support_level": "disabled",
        "virtual_mailbox_base": folder.parent / "mail",
        "virtual_uid_maps": f"static:{nobody.pw_uid}",
        "virtual_gid_maps": f"static:{nobody.pw_gid}",
        "virtual_minimum_uid": 1,
        "virtual_mailbox_limit": LARGEST_BYTES,
        "message_size_limit": LARGEST_BYTES,
        "alias_maps": "",
        "local_recipient_maps": "",
        "smtpd_relay_restrictions": "permit_mynetworks,reject_unauth_destination",
        **its_own,
    }
    (folder / "etc/main.cf").write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
    (folder / "etc/master.cf").write_text(_PROCESSES.format(port=port))
    subprocess.run(["postfix", "-c", str(folder / "etc"), "start"], check=True, capture_output=True)
    services.until(lambda: services.answers(port))
