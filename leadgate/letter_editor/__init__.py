"""Writing letters on one page, with how they look beside them."""
