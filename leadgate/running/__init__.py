"""The processes of an installation: web server, worker and clock, each alone or all three as one family."""
