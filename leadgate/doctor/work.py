"""The work behind the pages: whether it is done, by whom, and what hints at it."""

from collections.abc import Iterator
from contextlib import suppress

import psutil

from leadgate.doctor.diagnosis import Diagnosis, note, trouble
from leadgate.foundation.background import backlog
from leadgate.foundation.installation import installation
from leadgate.running.members import FamilyMember, family_in, is_taken

OLDEST_DUE_SECONDS = 60
OFTEN = 3
KEEPS_EVERYTHING = "noeviction"


def check_processes() -> Iterator[Diagnosis]:
    """Whether the family of `leadgate up` is whole, or left somebody behind. Services are their manager's to watch."""
    data_dir = installation().settings.data_dir
    family = family_in(data_dir)
    if family is None:
        return
    if not is_taken(data_dir):
        for one in filter(_is_there, family.members):
            yield trouble(f"{one.name} runs although its `leadgate up` is gone; run: kill {one.pid}")
        return
    for one in family.members:
        if not _is_there(one):
            yield trouble(f"{one.name} is not running; what `leadgate up` (process {family.pid}) wrote says why.")
        elif one.starts > OFTEN:
            yield trouble(f"{one.name} was started {one.starts} times in a minute; what `leadgate up` wrote says why.")


def _is_there(member: FamilyMember) -> bool:
    try:
        return member.pid is not None and psutil.Process(member.pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def check_work() -> Iterator[Diagnosis]:
    """Whether what is due is done."""
    waits = backlog.backlog()
    if waits.oldest_seconds > OLDEST_DUE_SECONDS:
        yield trouble(f"It has been waiting for {waits.oldest_seconds:.0f} seconds; does a worker run?")
    if waits.dead:
        yield trouble(f"{waits.dead} dead letters, tried for a day and a half; see: leadgate outbox dead")
    if waits.refused:
        yield note(f"{waits.refused} letters were refused for good by a mail server; see: leadgate outbox dead")


def check_broker() -> Iterator[Diagnosis]:
    """Whether Redis takes hints at work, when it is set."""
    import redis

    if not (url := installation().settings.redis_url):
        return
    server = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
    try:
        server.set("leadgate:doctor", "1", ex=60)
    except redis.RedisError as failure:
        yield trouble(f"Redis cannot be used ({failure}); see LEADGATE_REDIS_URL.")
        return
    policy = KEEPS_EVERYTHING
    with suppress(redis.ResponseError):  # some hosts keep this question to themselves
        policy = str(server.config_get("maxmemory-policy").get("maxmemory-policy", policy))
    if policy != KEEPS_EVERYTHING:
        yield note(f"Redis throws hints away when it is full (maxmemory-policy {policy}); {KEEPS_EVERYTHING} is right.")
