"""The tables of joining: requests with their answers and history, and rules that let people in."""

from leadgate.joining.models.request import Applicant, MembershipRequest, MembershipStep, RequestAnswers, RequestMessage
from leadgate.joining.models.rule import AdmissionRule

__all__ = [
    "AdmissionRule",
    "Applicant",
    "MembershipRequest",
    "MembershipStep",
    "RequestAnswers",
    "RequestMessage",
]
