"""Writing a letter on one page: its blocks, what a button does to them, and what is typed into them."""
