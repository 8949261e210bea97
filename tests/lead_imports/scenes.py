"""What the tests of imported leads need: a file, sending it, what a page says of its lines."""

import re

from leadgate.consent import queries as consent
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.mail.addresses import parsed
from leadgate.people import queries as people

IMPORTS = "/studio/leads/imports/"
HEAD = "Email Address,CONFIRM_TIME,Source,MEMBER_STATUS,First Name"
PROOF = "2024-05-06 07:08:09,The fair in Graz,subscribed,Somebody"


def file_of(*lines: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *lines, ""]).encode()


def fates(marketer, page: str) -> dict[str, int]:
    found = re.findall(r"<div><dt>(.*?)</dt><dd>([\d,]+)</dd>", marketer.get(page).text)
    return {words: int(number) for words, number in found}


def known(address: str):
    forget_what_was_read()
    return people.person_with(parsed(address))


def agrees(address: str) -> bool:
    found = known(address)
    return found is not None and consent.agrees(found.id, "newsletter")
