"""Why a call came to nothing: a class per reason, so that the record of what is tried again names it."""


class CallFailed(Exception):
    """A call that was not answered; the subclass says why. Nothing of the answer, and no address, is in it."""


class WrongAddress(CallFailed):
    """The URL is not one that is called: another scheme than https, a name and password in it, no host."""


class UnknownHost(CallFailed):
    """Nobody has this name, or the name servers do not answer."""


class NotPublic(CallFailed):
    """The host is a machine of a private network, this one, or none that could answer at all."""


class Unreachable(CallFailed):
    """Nobody answers there, or the connection broke."""


class NotTrusted(CallFailed):
    """The other side cannot prove that it is the host of the URL, or speaks no TLS that we do."""


class TooSlow(CallFailed):
    """The call was not over in its time."""


class TooLong(CallFailed):
    """The answer is longer than was asked for."""


class NotUnderstood(CallFailed):
    """What came back is not HTTP, or ends before it is whole."""


class Redirected(CallFailed):
    """We were sent elsewhere; we go nowhere but where it was agreed upon."""
