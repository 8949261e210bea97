"""The record of what visitors of other sites chose: provable by whoever holds its number, and about nobody."""
