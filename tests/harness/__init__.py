"""Attacks as commands: files made to harm their reader, and random ones."""
