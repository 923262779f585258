"""Answers in: the screen, or a file."""
