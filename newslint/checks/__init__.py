"""The mechanisms that rules are made of, one a file; a check's file has its name."""
