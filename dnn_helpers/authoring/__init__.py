"""Upstairs, for authors: how the notebooks are run, released and grafted."""
