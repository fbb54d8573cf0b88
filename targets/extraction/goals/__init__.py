"""Mentions become goals."""
