"""Why work was given up, in plain words: what stands on a row is the kind of an error, which only a developer reads."""

from leadgate.foundation.background.outbox import REFUSED
from leadgate.foundation.words import text as _

REFUSED_FOR_GOOD = _("The mail server refused it for good (%(kind)s): most often there is no such mailbox.")
UNREACHED = _("Whoever had to take it could not be reached (%(kind)s). See whether the server runs.")
SAID_NO = _("The mail server did not take it (%(kind)s). Health tries the mail server and says why.")
NOT_TAKEN = _("Whoever had to take it answered that they do not.")
STORE = _("The file store did not answer, is full, or has not the file (%(kind)s).")
DATABASE = _("The database could not be used (%(kind)s).")
PROGRAM = _("Something failed in the program (%(kind)s); the worker's log says where.")
KINDS = {
    "ConnectionRefusedError ConnectionResetError ConnectionAbortedError BrokenPipeError TimeoutError gaierror OSError "
    "SMTPServerDisconnected SMTPConnectError TooSlow UnknownHost Unreachable NotTrusted": UNREACHED,
    "SMTPResponseException SMTPRecipientsRefused SMTPSenderRefused SMTPDataError SMTPHeloError NotEncrypted "
    "SMTPAuthenticationError SMTPNotSupportedError": SAID_NO,
    "NotTaken": NOT_TAKEN,
    "StoreSilent StorageFull FileUnreachable FileMissing": STORE,
    "OperationalError InterfaceError InternalError": DATABASE,
}
KNOWN = {kind: said for kinds, said in KINDS.items() for kind in kinds.split()}


def in_words(trouble: str | None) -> str:
    """Why a row was given up, and where to look.

    Args:
        trouble: as it stands on the row.
    """
    kind = trouble or "?"
    said = REFUSED_FOR_GOOD if kind.startswith(REFUSED) else KNOWN.get(kind, PROGRAM)
    return str(said) % {"kind": kind.removeprefix(REFUSED)}
