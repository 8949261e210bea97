"""What the owner sets about the site: who answers for it, what it says of itself, how it looks."""
