"""leadgate: gated content and private communities with provable consent."""
