"""The rooms of this house, lowest floor first: the one line that a new room costs."""

ROOMS = (
    "foundation",
    "staff",
    "ledger",
    "people",
    "consent",
    "questions",
    "statistics",
    "erasure",
    "assets",
    "groups",
    "meetups",
    "surveys",
    "coding",
    "survey_reports",
    "profiles",
    "portal",
    "studio_home",
    "retention",
    "incidents",
    "rights",
)
