"""What the house must know of the words of gates; nothing here is about a person."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(
    name="gate_words",
    opens=("parts",),
    wordings=tuple(f"parts:{name}" for name in ("FORM", "INBOX", "CONFIRM", "DELIVER", "REMIND", "READY")),
)
