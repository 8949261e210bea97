"""Classes every field has beside its own."""

NOT_SAID, OTHER = "", "*"
