"""The editor's form: what is open as its fields, and what was typed into them read back."""
