"""What services that send mail for others tell of it: each signs in its own way and says it in its own words."""
