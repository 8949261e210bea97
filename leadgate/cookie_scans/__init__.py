"""Looking at other sites: what they store and whom they reach, before and after a visitor's answer, and what did it."""
