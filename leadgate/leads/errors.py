"""Refusals of the leads room, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchLead(NotFound):
    """Nobody of that id is known, or their data may only be kept."""

    sentence = _("There is nobody here. They may have deleted themselves, or asked that their data is left alone.")


class NobodyHasAddress(Refusal):
    """No lead is known by an address."""

    field = "address"
    sentence = _("Nobody is known by this address. It has to be typed whole.")


class NotATag(Refusal):
    """A tag without a word, or too long a one."""

    field = "tag"
    sentence = _("Please type a word or two, of 40 letters at most.")


class SpecialTag(Refusal):
    """A tag that is about what nobody is to be sorted by (GDPR art. 9)."""

    field = "tag"
    sentence = _("People are not sorted by health, belief, origin and the like here. Please choose another word.")


class NobodyTicked(Refusal):
    """Several were to be marked, and none was ticked."""

    sentence = _("Please tick somebody in the list first.")


class NothingToGive(Refusal):
    """Several were to be marked, and nothing was said of what."""

    field = "how_far"
    sentence = _("Please choose a status, or type a tag.")


class EmptyNote(Refusal):
    """A note without a word."""

    field = "text"
    sentence = _("Please write something first.")


class NotASegmentName(Refusal):
    """A segment without a name, or with too long a one."""

    field = "name"
    sentence = _("Please give it a name, of 80 letters at most.")


class SegmentNameTaken(Refusal):
    """There is another segment of that name."""

    field = "name"
    sentence = _("There is a segment of this name already. Please choose another one.")
