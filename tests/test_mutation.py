"""The cases are many enough: small changes of the reference do not get through."""

import importlib.util
from pathlib import Path

import pytest

from dnn_helpers.exercises import EXERCISES

SPEC = importlib.util.spec_from_file_location(
    "mutation", Path(__file__).parents[1] / "benchmarks" / "mutation.py"
)
mutation = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(mutation)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_every_mutant_of_the_reference_is_killed_or_known_to_be_equivalent(exercise):
    found = [(line, tree) for line, tree in mutation.mutants(exercise.reference) if line]
    assert found
    survivors = [line for line, tree in found if not mutation.killed(exercise, tree)]
    assert [line for line in survivors if (exercise.name, line) not in mutation.EQUIVALENT] == []
