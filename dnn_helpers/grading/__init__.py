"""Upstairs, for instructors: submissions in, marks out; learners' code in a sandbox."""
