"""Why a call came to nothing: a class per reason, so that the record of what is tried again names it.

Each has a sentence for whoever wanted the call, who knows the address and reads it beside.
"""


class CallFailed(Exception):
    """A call that was not answered; the subclass says why. Nothing of the answer, and no address, is in it."""

    sentence = "The call came to nothing."

    def __str__(self) -> str:
        return self.sentence


class WrongAddress(CallFailed):
    """The URL is not one that is called: another scheme than https, a name and password in it, no host."""

    sentence = "It is not https, has no host, or has a name and password in it."


class UnknownHost(CallFailed):
    """Nobody has this name, or the name servers do not answer."""

    sentence = "Nobody has this name, or the name servers do not answer."


class NotPublic(CallFailed):
    """The host is a machine of a private network, this one, or none that could answer at all."""

    sentence = "It is a machine of a private network, or none that is called."


class Unreachable(CallFailed):
    """Nobody answers there, or the connection broke."""

    sentence = "Nobody answers there, or the connection broke."


class NotTrusted(CallFailed):
    """The other side cannot prove that it is the host of the URL, or speaks no TLS that we do."""

    sentence = "It cannot prove by a certificate that it is the host of this address."


class TooSlow(CallFailed):
    """The call was not over in its time."""

    sentence = "It did not answer in time."


class TooLong(CallFailed):
    """The answer is longer than was asked for."""

    sentence = "Its answer is longer than was asked for."


class NotUnderstood(CallFailed):
    """What came back is not HTTP, or ends before it is whole."""

    sentence = "What came back is no answer of a web server, or was cut short."


class Redirected(CallFailed):
    """We were sent elsewhere; we go nowhere but where it was agreed upon."""

    sentence = "It sends us to another address, and nobody is followed."
