"""Numbers with their units, and the goals without a digit."""
