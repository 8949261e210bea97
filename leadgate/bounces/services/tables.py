"""What services say, as tables: where in their JSON a word stands, and what it means here.

Amazon SES (by SNS), Mailgun, Postmark and SendGrid, each as its manual documents its events. A word that is not in a
table means nothing; a bounce is judged by the mail server's own words first, as everywhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from leadgate.bounces.types import ReturnedKind
from leadgate.foundation.mail.answers import Undelivered

Path = tuple[str, ...]
"""Keys of objects, one below the other; `*` stands for each of a list."""


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """How a service tells of mail.

    Args:
        event: where it says what happened.
        kinds: what each word means; one that is missing means nothing.
        severity, severities: where it says how bad a bounce is, and what each word means where the mail server's own
            words say nothing.
        status, said: where the enhanced status and the mail server's words stand.
        tokens: where one of our tokens can be.
    """

    event: tuple[Path, ...]
    kinds: Mapping[str, ReturnedKind]
    severity: Path
    severities: Mapping[str, Undelivered]
    status: tuple[Path, ...]
    said: tuple[Path, ...]
    tokens: tuple[Path, ...]


SERVICES: Mapping[str, ServiceWords] = {
    "ses": ServiceWords(
        event=(("notificationType",), ("eventType",)),
        kinds={"Bounce": ReturnedKind.BOUNCE, "Complaint": ReturnedKind.COMPLAINT},
        severity=("bounce", "bounceSubType"),
        severities={
            "NoEmail": Undelivered.GONE,
            "Suppressed": Undelivered.REFUSED,
            "OnAccountSuppressionList": Undelivered.REFUSED,
            "MailboxFull": Undelivered.FULL,
            "MessageTooLarge": Undelivered.TOO_LARGE,
            "ContentRejected": Undelivered.REFUSED,
            "AttachmentRejected": Undelivered.REFUSED,
        },
        status=(("bounce", "bouncedRecipients", "*", "status"),),
        said=(("bounce", "bouncedRecipients", "*", "diagnosticCode"),),
        tokens=(("mail", "source"), ("mail", "commonHeaders", "messageId"), ("mail", "headers", "*", "value")),
    ),
    "mailgun": ServiceWords(
        event=(("event-data", "event"),),
        kinds={
            "failed": ReturnedKind.BOUNCE,
            "complained": ReturnedKind.COMPLAINT,
            "unsubscribed": ReturnedKind.UNSUBSCRIBE,
        },
        severity=("event-data", "reason"),
        severities={"suppress-bounce": Undelivered.REFUSED, "old": Undelivered.LATER},
        status=(("event-data", "delivery-status", "enhanced-code"), ("event-data", "delivery-status", "code")),
        said=(("event-data", "delivery-status", "message"), ("event-data", "delivery-status", "description")),
        tokens=(("event-data", "message", "headers", "message-id"), ("event-data", "envelope", "sender")),
    ),
    "postmark": ServiceWords(
        event=(("RecordType",),),
        kinds={
            "Bounce": ReturnedKind.BOUNCE,
            "SpamComplaint": ReturnedKind.COMPLAINT,
            "SubscriptionChange": ReturnedKind.UNSUBSCRIBE,
        },
        severity=("Type",),
        severities={
            "HardBounce": Undelivered.GONE,
            "BadEmailAddress": Undelivered.GONE,
            "SpamNotification": Undelivered.REFUSED,
            "Blocked": Undelivered.REFUSED,
            "DMARCPolicy": Undelivered.REFUSED,
            "SoftBounce": Undelivered.LATER,
            "DnsError": Undelivered.LATER,
        },
        status=(),
        said=(("Details",), ("Description",)),
        tokens=(("Metadata", "copy"), ("Content",)),
    ),
    "sendgrid": ServiceWords(
        event=(("event",),),
        kinds={
            "bounce": ReturnedKind.BOUNCE,
            "spamreport": ReturnedKind.COMPLAINT,
            "unsubscribe": ReturnedKind.UNSUBSCRIBE,
        },
        severity=("type",),
        severities={"blocked": Undelivered.REFUSED},
        status=(("status",),),
        said=(("reason",), ("response",)),
        tokens=(("smtp-id",),),
    ),
}
