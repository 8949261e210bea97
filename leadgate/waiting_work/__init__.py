"""What the outbox has not done: what waits, what was given up and why, trying it again or giving it up for good."""
