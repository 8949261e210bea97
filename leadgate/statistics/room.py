"""What the house must know of statistics."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(
    name="statistics",
    opens=(
        "auditing",
        "beside_reports",
        "disclosure",
        "facing",
        "intervals",
        "preferences",
        "significance",
        "steps",
        "sums",
        "tables",
        "tallies",
        "weighting",
        "wording",
    ),
    init_app="wording:register_filters",
)
