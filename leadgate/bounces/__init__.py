"""What comes back of letters: bounces, complaints and wishes to hear no more, and what follows from each."""
