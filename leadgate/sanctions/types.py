"""What can be wrong with a post, what moderators can do about it, and what people read for each."""

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class Category(Words):
    """What somebody says is wrong with a post."""

    UNKIND = "unkind", _("unkind, or against the rules")
    SPAM = "spam", _("spam or selling")
    PRIVATE = "private", _("somebody's private matters")
    HARMFUL = "harmful", _("dangerous for somebody")
    OTHER = "other", _("something else")


class Sanctioning(Words):
    """What somebody may not do for a while."""

    MUTE = "mute", _("muted")
    """Read, and say nothing."""
    BAN = "ban", _("banned")
    """Belong to the group, or ask to."""


class Moderated(Words):
    """What moderators did, as members read it in the log; about nobody by name."""

    HIDDEN = "hidden", _("A post was hidden.")
    REMOVED = "removed", _("A post was removed.")
    SHOWN_AGAIN = "shown-again", _("A hidden post was shown again.")
    REDACTED = "redacted", _("A part of a post was changed.")
    PUT_BACK = "put-back", _("A changed post was put back as it was.")
    NOTHING_FOUND = "nothing-found", _("A reported post was looked at and left.")
    MUTE_SET = "mute-set", _("Somebody was muted for a time.")
    MUTE_LIFTED = "mute-lifted", _("A mute was ended before its time.")
    BAN_SET = "ban-set", _("Somebody was banned for a time.")
    BAN_LIFTED = "ban-lifted", _("A ban was ended before its time.")
    APPEAL_GRANTED = "appeal-granted", _("An appeal was granted.")
    APPEAL_REFUSED = "appeal-refused", _("An appeal was refused.")
