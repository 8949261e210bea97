"""Coding open answers: a codebook of motivations, suggestions explained by words, and how far coders agree."""
