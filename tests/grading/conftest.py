"""A warm sandbox for the whole session, and notebooks made of sources."""

import json

import pytest

from dnn_helpers.grading import sandbox
from dnn_helpers.grading.room import Room


@pytest.fixture(scope="session")
def room():
    """One warm process; a short time limit, since some tests wait for it."""
    if sandbox.why_unavailable():
        pytest.skip(sandbox.why_unavailable())
    with Room(timeout=2.0) as room:
        yield room


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook made of code cells; its path."""

    def write(name, *sources):
        cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
        path = tmp_path / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))
        return path

    return write
