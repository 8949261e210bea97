"""Acts of the room of imported leads."""
