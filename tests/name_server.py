"""A name server of one's own: real questions and answers by UDP, about names that a test makes up."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

from dns import flags, message, rcode, rrset
from dns.resolver import Resolver

NOTHING = b""
"""What ends the server."""
Records = Mapping[tuple[str, str], str]


@contextmanager
def serving(records: Records) -> Iterator[Resolver]:
    """Somebody who answers with these records, and says of every other name that there is none.

    Args:
        records: what is answered, by name and kind: `("example.org", "MX"): "10 mail.example.org."`.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        answering = Thread(target=_answer_all, args=(server, records), daemon=True)
        answering.start()
        asked = Resolver(configure=False)
        asked.nameservers, asked.port = ["127.0.0.1"], server.getsockname()[1]
        yield asked
        server.sendto(NOTHING, server.getsockname())
        answering.join()


def _answer_all(server: socket.socket, records: Records) -> None:
    while (received := server.recvfrom(4096))[0] != NOTHING:
        asked, who = received
        server.sendto(_answer(message.from_wire(asked), records), who)


def _answer(question: message.Message, records: Records) -> bytes:
    [wanted] = question.question
    name, kind = wanted.name.to_text(omit_final_dot=True), wanted.rdtype.name
    answer = message.make_response(question)
    answer.flags |= flags.RA
    if (name, kind) in records:
        answer.answer.append(rrset.from_text(wanted.name, 60, "IN", kind, records[name, kind]))
    elif not any(known == name for known, _kind in records):
        answer.set_rcode(rcode.NXDOMAIN)
    return answer.to_wire()
