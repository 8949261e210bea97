"""leadgate: gated content and private communities with provable consent."""

__version__ = "0.1.0"
