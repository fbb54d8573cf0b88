"""What people add, divide, explain and put right: laid over what was read, never lost."""
