"""Synchronising from the window: one run at a time, and when to run by itself."""
