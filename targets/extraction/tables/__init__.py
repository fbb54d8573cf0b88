"""Tables within the text."""
