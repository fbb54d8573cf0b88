"""How a number is to be compared, and whether it measures a change."""
