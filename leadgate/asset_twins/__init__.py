"""The same page in several languages: which belong together, who is led to which, and their figures together."""
