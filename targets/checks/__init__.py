"""Great Expectations suites over documents, targets and observations; failing rows go to quarantine."""
