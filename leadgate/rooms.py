"""The rooms of this house, lowest floor first: the one line that a new room costs."""

ROOMS = (
    "foundation",
    "staff",
    "ledger",
    "people",
    "consent",
    "questions",
    "erasure",
    "assets",
    "groups",
    "surveys",
    "profiles",
    "retention",
    "incidents",
    "rights",
)
