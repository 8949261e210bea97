"""Whom the figures of a survey count: fixed sets of responses, so that no two reports differ by few people."""
