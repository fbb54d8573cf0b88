"""Where each goal should stand, how far it is and where it will end: SQL over the whole table."""
