"""The front of the house: takes requests whole before a thread works on them, and sends files without one."""
