"""People outside the organisation: one per address, found without their address being readable."""
