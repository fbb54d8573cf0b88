"""What is true: the domain, from policy text to the verdict on every goal."""
