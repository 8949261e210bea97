"""What answers say, with how sure one can be: figures, intervals, what is hidden because it would point at somebody."""
