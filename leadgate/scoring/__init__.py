"""Scoring: from motivations to action. Which of them convert, what good leads have in common, and who is like them;
of those who agree to be compared only, and each can see it and end it.
"""
