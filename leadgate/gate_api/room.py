"""What the house must know of gates for programs; nothing is kept here."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="gate_api", views=("public:pages",))
