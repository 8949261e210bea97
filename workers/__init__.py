"""Background work: thin tasks over what the rooms do."""
