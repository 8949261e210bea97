"""The tables of the groups room: groups and who runs them, requests to join, memberships."""

from leadgate.groups.models.desk import AdmissionRule, Condition, ModeratorNote, SavedReply
from leadgate.groups.models.file import PostFile
from leadgate.groups.models.group import (
    Admission,
    Appointment,
    Group,
    GroupPurpose,
    GroupRole,
    GroupRules,
    Visibility,
)
from leadgate.groups.models.invitation import Invitation, InvitationLink
from leadgate.groups.models.membership import Departure, Membership
from leadgate.groups.models.reaction import Reaction, Sign
from leadgate.groups.models.reading import Draft, ReadMark
from leadgate.groups.models.request import (
    LIVE,
    MOVES,
    Applicant,
    MembershipRequest,
    MembershipStep,
    RequestAnswers,
    RequestClaim,
    RequestMessage,
    State,
)
from leadgate.groups.models.resource import Resource
from leadgate.groups.models.sanction import Appeal, Sanction, Sanctioning
from leadgate.groups.models.search import PostWord
from leadgate.groups.models.talk import Category, ModerationStep, Post, Report, Standing, Thread

__all__ = [
    "LIVE",
    "MOVES",
    "Admission",
    "AdmissionRule",
    "Appeal",
    "Applicant",
    "Appointment",
    "Category",
    "Condition",
    "Departure",
    "Draft",
    "Group",
    "GroupPurpose",
    "GroupRole",
    "GroupRules",
    "Invitation",
    "InvitationLink",
    "Membership",
    "MembershipRequest",
    "MembershipStep",
    "ModerationStep",
    "ModeratorNote",
    "Post",
    "PostFile",
    "PostWord",
    "Reaction",
    "ReadMark",
    "Report",
    "RequestAnswers",
    "RequestClaim",
    "RequestMessage",
    "Resource",
    "Sanction",
    "Sanctioning",
    "SavedReply",
    "Sign",
    "Standing",
    "State",
    "Thread",
    "Visibility",
]
