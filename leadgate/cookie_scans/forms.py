"""Forms of the pages on which a site is looked at."""

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField

from leadgate.cookie_scans.types import Every
from leadgate.cookies.types import PurposeKind
from leadgate.foundation.web import forms

DECLARED_AS = tuple(one for one in PurposeKind if one not in (PurposeKind.EXEMPT, PurposeKind.OWN))
"""The kinds of purposes that have words of their own to begin with."""


class PlanForm(forms.PageForm):
    """How often a site is looked at without being asked."""

    every = RadioField(_("How often"), choices=forms.options_of(Every))


class DeclareForm(forms.PageForm):
    """As what each service that was found is declared."""

    edition = IntegerField()

    @property
    def chosen(self) -> dict[str, str]:
        """By the service's name the kind of purpose, or nothing; what is no kind counts as nothing."""
        both = zip(request.form.getlist("name"), request.form.getlist("kind"), strict=False)
        return {name: kind if kind in DECLARED_AS else "" for name, kind in both}
