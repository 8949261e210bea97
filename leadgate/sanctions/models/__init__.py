"""The tables of sanctions: reports about posts, what moderators decided, and the appeals against it."""

from leadgate.sanctions.models.report import ModerationStep, PostReport
from leadgate.sanctions.models.sanction import Appeal, Sanction

__all__ = ["Appeal", "ModerationStep", "PostReport", "Sanction"]
