"""Survey reports: what answers say, with how sure one can be, and with what would point at somebody left out."""
