"""What kinds of questions are scored by: promoters, what delights, what is put first."""
