"""Paragraphs, headings, sentences."""
