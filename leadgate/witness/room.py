"""What the house must know of witnessing."""

from leadgate.foundation.house.rooms import Command, Room

ROOM = Room(
    name="witness",
    models=("models",),
    views=("public:pages",),
    commands={
        "witness": Command(
            "commands:witness", "Cosign another leadgate's checkpoints; needs no installation.", alone=True
        )
    },
)
