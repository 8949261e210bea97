"""Bringing along what was answered elsewhere: tables of responses, each column read by the rules of its question."""
