"""The work behind the pages: whether it is done, by whom, and what hints at it."""

from collections.abc import Iterator
from contextlib import suppress

import psutil
from flask_babel import gettext as _

from leadgate.doctor.diagnosis import Diagnosis, note, trouble
from leadgate.foundation.background import backlog
from leadgate.foundation.background.members import FamilyMember, family_in, is_taken
from leadgate.foundation.installation import installation

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
            yield trouble(
                _("%(name)s runs although its `leadgate up` is gone; run: kill %(pid)s", name=one.name, pid=one.pid)
            )
        return
    for one in family.members:
        if not _is_there(one):
            about = {"name": one.name, "pid": family.pid}
            yield trouble(_("%(name)s is not running; what `leadgate up` (process %(pid)s) wrote says why.", **about))
        elif one.starts > OFTEN:
            said = _("%(name)s was started %(num)s times in a minute; what `leadgate up` wrote says why.")
            yield trouble(said % {"name": one.name, "num": one.starts})


def _is_there(member: FamilyMember) -> bool:
    try:
        return member.pid is not None and psutil.Process(member.pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def check_work() -> Iterator[Diagnosis]:
    """Whether what is due is done."""
    waits = backlog.backlog()
    if waits.oldest_seconds > OLDEST_DUE_SECONDS:
        yield trouble(_("It has been waiting for %(num)d seconds; does a worker run?", num=waits.oldest_seconds))
    if waits.dead:
        yield trouble(
            _(
                "%(num)s dead letters, tried for a day and a half; see Waiting work, or: leadgate outbox dead",
                num=waits.dead,
            )
        )
    if waits.refused:
        said = _(
            "%(num)s letters were refused for good by a mail server; see Waiting work, or: leadgate outbox dead",
            num=waits.refused,
        )
        yield note(said)


def check_broker() -> Iterator[Diagnosis]:
    """Whether Redis takes hints at work, when it is set."""
    import redis

    if not (url := installation().settings.redis_url):
        return
    server = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
    try:
        server.set("leadgate:doctor", "1", ex=60)
    except redis.RedisError as failure:
        yield trouble(_("Redis cannot be used (%(why)s); see LEADGATE_REDIS_URL.", why=failure))
        return
    policy = KEEPS_EVERYTHING
    with suppress(redis.ResponseError):  # some hosts keep this question to themselves
        policy = str(server.config_get("maxmemory-policy").get("maxmemory-policy", policy))
    if policy != KEEPS_EVERYTHING:
        about = {"policy": policy, "right": KEEPS_EVERYTHING}
        yield note(
            _("Redis throws hints away when it is full (maxmemory-policy %(policy)s); %(right)s is right.", **about)
        )
