"""Files: where they are kept, what they may be, and the child that reads those of strangers."""
