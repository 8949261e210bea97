"""Acts of the room of exported leads."""
