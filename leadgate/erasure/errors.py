"""Refusals of erasing and holding."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class UnknownPerson(Refusal):
    """Nobody has this address, or they were erased."""

    status = 404
    sentence = _("Nobody with this address is known here; if they were, they have been erased.")


class NothingToHold(Refusal):
    """No kind of data of that name."""

    sentence = _("There is no kind of data of that name. `leadgate hold kinds` lists them.")


class UnknownHold(Refusal):
    """No hold of that number, or it was lifted already."""

    status = 404
    sentence = _("There is no hold of that number, or it was lifted already.")


class NotSigned(Refusal):
    """A webhook that the processor did not sign."""

    status = 401
    sentence = _("This answer is not signed with the secret agreed upon, or it is too old.")


class UnknownNotice(Refusal):
    """No notice of that number."""

    status = 404
    sentence = _("There is no notice of that number.")


class NotAProcessor(Refusal):
    """An address that data must not be sent to."""

    field = "url"
    sentence = _("A processor is told over https only, at an address like https://processor.example/erasures.")


class NotTaken(Exception):
    """A processor answered a notice, and did not take it."""


class UnknownProcessor(Refusal):
    """No processor of that number, or it is told no more."""

    status = 404
    sentence = _("There is no processor of that number, or it is told no more already.")


class ProcessorKnown(Refusal):
    """Another processor has this name, or had it."""

    status = 409
    field = "name"
    sentence = _("A processor of this name is on the register already, or was. Please choose another name.")
