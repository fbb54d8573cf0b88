"""The words of pages, documents and messages: one catalogue a language."""
