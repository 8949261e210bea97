"""A browser that looks at other sites, and the gateway without which it reaches nobody."""
