"""Great Expectations suites over what was loaded; what fails goes to quarantine."""
