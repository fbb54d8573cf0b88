"""What people see: charts, the static site, the live app and the bulletins."""
