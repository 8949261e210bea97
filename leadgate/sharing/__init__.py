"""Sharing a gate: its link for each channel, a code for cameras, and the form on other sites."""
