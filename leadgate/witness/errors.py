"""Why a log's checkpoint was not cosigned; each sentence says which log, and what was seen."""

from pathlib import Path

from leadgate.foundation.errors import Refusal


class LogSilent(Refusal):
    """The log was not to be reached, or answered something else: nothing is said against it."""


class LogRefused(Refusal):
    """What the log shows is not what it showed before, or not its own."""


class NotHandedIn(Refusal):
    """The log did not take the line of its witness; it is kept here all the same.

    Args:
        url: where it was handed in.
        trouble: what is known of the reason, a sentence.
    """

    def __init__(self, url: str, trouble: str) -> None:
        super().__init__(
            f"{url} did not take the cosignature. {trouble} The log publishes it if its LEADGATE_WITNESSES names the "
            "key of this witness; here it is kept all the same."
        )


class StateDamaged(Refusal):
    """What this witness kept cannot be read: it must not begin anew as if it had seen nothing.

    Args:
        path: the file that is damaged, or gone.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is damaged or gone, so nothing was cosigned. A witness that forgot what it saw is none: put the "
            "file back as it was, or begin with another folder (--state). The new witness has a new key, and whoever "
            "relies on the old one has to be told."
        )


class StateOutOfReach(Refusal):
    """What this witness keeps cannot be read or written: what it could not remember it must not sign.

    Args:
        folder: where it is kept.
        trouble: what the system said.
    """

    def __init__(self, folder: Path, trouble: OSError) -> None:
        super().__init__(
            f"The witness cannot keep its state in {folder} ({trouble.strerror}), so nothing was cosigned. Let this "
            "account write there and see that the disk has room; a new witness may take another folder with --state."
        )


class OtherName(Refusal):
    """The witness in this folder has a name already: under another one nobody would know its key again.

    Args:
        folder: where its state is kept.
        known: the name it has.
        asked: the other one.
    """

    def __init__(self, folder: Path, known: str, asked: str) -> None:
        super().__init__(
            f"The witness in {folder} is called {known} and cannot be called {asked}. Leave out --name, or let a new "
            "witness begin in another folder with --state. Nothing was cosigned."
        )


class NotServing(Refusal):
    """Nothing can be answered at the address the witness was given.

    Args:
        at: host and port.
        trouble: what the system said.
    """

    def __init__(self, at: tuple[str, int], trouble: OSError) -> None:
        super().__init__(
            f"The witness cannot answer at {at[0]}:{at[1]} ({trouble.strerror}). "
            "Name another address with --host and --port."
        )
