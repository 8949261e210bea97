"""Refusals of coding, each with its sentence."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchCode(NotFound):
    """A code that is not in the codebook any more."""

    sentence = _("This code is not in the codebook any more. Somebody may have removed it just now.")


class CodeWithoutName(Refusal):
    """A code needs a name of its own, and a codebook has sixty at most."""

    field = "name"
    sentence = _("Please give it a name no other code has. A codebook has sixty codes at most.")


class NoOpenQuestion(NotFound):
    """A question that is not answered in words."""

    sentence = _("Only answers in words can be coded.")
