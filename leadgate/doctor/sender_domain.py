"""What the world's name servers say of the domain our letters come from: others judge our letters by it."""

from collections.abc import Iterator
from typing import Final

import idna
from dns import resolver
from dns.exception import DNSException

ASKED_SECONDS: Final = 3.0
OF_NOBODY = ("localhost", "localdomain", "local", "internal", "invalid", "test", "example")
"""The last label of domains that no name server on the internet knows (RFC 2606, RFC 6761, RFC 6762)."""


def about_domain(domain: str, asked: resolver.Resolver | None = None) -> Iterator[str]:
    """What is missing for letters of a domain to be believed and answered.

    Args:
        domain: of the sender's address.
        asked: whom to ask; the name servers of this machine when it is not said.

    Yields:
        sentences: that it has no mail server (RFC 5321, section 5.1), no SPF (RFC 7208) or no DMARC (RFC 7489), or
        that nobody could be asked. Keys of DKIM have names that only the mail server knows.
    """
    if domain.rpartition(".")[2] in OF_NOBODY:
        yield f"Letters come from {domain}, which is nobody's: others refuse them. Set LEADGATE_MAIL_FROM."
        return
    name = idna.encode(domain, uts46=True).decode()
    try:
        servers = asked or resolver.Resolver()
        if not (_records(servers, name, "MX") or _records(servers, name, "A") or _records(servers, name, "AAAA")):
            yield f"{domain} takes no mail (no MX record): bounces and answers to LEADGATE_MAIL_FROM are lost."
        if not any(record.startswith("v=spf1") for record in _records(servers, name, "TXT")):
            yield f"{domain} does not say who sends for it (no SPF record): many take its letters for spam."
        if not _has_policy(servers, name):
            yield f"{domain} has no DMARC record (_dmarc.{name}): large providers refuse its letters."
    except resolver.NoResolverConfiguration:
        yield f"This machine names no name servers (/etc/resolv.conf), so nobody was asked about {domain}."
    except DNSException as failure:
        yield f"The name servers could not be asked about {domain} ({type(failure).__name__})."


def _has_policy(servers: resolver.Resolver, name: str) -> bool:
    """Whether the domain, or one it is a part of, has a policy: of `news.example.org` also that of `example.org`."""
    labels = name.split(".")
    domains = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    return any(
        record.startswith("v=DMARC1") for domain in domains for record in _records(servers, f"_dmarc.{domain}", "TXT")
    )


def _records(servers: resolver.Resolver, name: str, kind: str) -> list[str]:
    try:
        answer = servers.resolve(name, kind, lifetime=ASKED_SECONDS)
    except (resolver.NXDOMAIN, resolver.NoAnswer):
        return []
    if kind == "TXT":
        return [b"".join(record.strings).decode(errors="replace") for record in answer]
    return [str(record) for record in answer]
