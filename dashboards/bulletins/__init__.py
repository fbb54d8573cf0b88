"""The periodic report (通报) and the letters to responsible units (督办单), from a published snapshot."""
