"""What Lighthouse says of each page of a running demonstration."""
