"""Acts of the leads room."""
