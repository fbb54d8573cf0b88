"""Tables and report texts become observations, and observations are linked to goals."""
