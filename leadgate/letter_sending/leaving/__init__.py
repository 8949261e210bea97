"""How copies leave: over a connection that is kept, a few at a time, each looked at once more before it goes."""
