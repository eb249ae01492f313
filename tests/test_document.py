"""Every number that the document prints comes out of the reference, to all its digits."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest

from dnn_helpers import reference as ref
from dnn_helpers import test_cases as cases

DOCUMENT = {
    entry["exercise"]: entry["printed"]
    for entry in json.loads(Path(__file__).with_name("document_outputs.json").read_text())
}


def deep():
    np.random.seed(3)
    ref.initialize_parameters_deep([5, 4, 3])
    return ref.initialize_parameters_deep([5, 4, 3])


def linear_activation_forward():
    arguments = cases.linear_activation_forward_test_case()
    return {f"{name} A": ref.linear_activation_forward(*arguments, name)[0] for name in ("sigmoid", "relu")}


def L_model_forward():
    X, parameters = cases.L_model_forward_test_case_2hidden()
    AL, caches = ref.L_model_forward(X, parameters)
    return {"X": X, "AL": AL, "length of caches": len(caches)}


def linear_backward():
    dZ, cache = cases.linear_backward_test_case()
    return {"dZ": dZ, **dict(zip(("dA_prev", "dW", "db"), ref.linear_backward(dZ, cache)))}


def linear_activation_backward():
    arguments = cases.linear_activation_backward_test_case()
    return {
        name: dict(zip(("dA_prev", "dW", "db"), ref.linear_activation_backward(*arguments, name)))
        for name in ("sigmoid", "relu")
    }


def L_model_backward():
    grads = ref.L_model_backward(*cases.L_model_backward_test_case())
    return {name: grads[name] for name in ("dW1", "db1", "dA1")}


def compute_cost():
    Y, AL = cases.compute_cost_test_case()
    return {"cost": ref.compute_cost(AL, Y)}


COMPUTED = {
    "initialize_parameters": lambda: ref.initialize_parameters(3, 2, 1),
    "initialize_parameters_deep": deep,
    "linear_forward": lambda: dict(zip("AWb", ref.linear_forward(*cases.linear_forward_test_case())[1])),
    "linear_activation_forward": linear_activation_forward,
    "L_model_forward": L_model_forward,
    "compute_cost": compute_cost,
    "linear_backward": linear_backward,
    "linear_activation_backward": linear_activation_backward,
    "L_model_backward": L_model_backward,
    "update_parameters": lambda: ref.update_parameters(*cases.update_parameters_test_case(), 0.1),
}


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    else:
        yield path, value


def test_there_is_a_computation_for_every_example_of_the_document():
    assert COMPUTED.keys() == DOCUMENT.keys()


@pytest.mark.parametrize("exercise", DOCUMENT)
def test_the_documents_numbers_come_out(exercise):
    printed, computed = dict(leaves(DOCUMENT[exercise])), dict(leaves(COMPUTED[exercise]()))
    assert computed.keys() == printed.keys()
    for path, expected in printed.items():
        assert np.shape(computed[path]) == np.shape(expected), path
        if path == ("cost",):  # its last digit depends on the order of operations
            assert computed[path] == pytest.approx(expected, rel=1e-15)
        else:
            assert np.array_equal(np.round(computed[path], 8) + 0.0, np.array(expected) + 0.0), path


def test_print_grads_prints_as_the_document_does():
    grads = ref.L_model_backward(*cases.L_model_backward_test_case())
    with redirect_stdout(io.StringIO()) as printed:
        cases.print_grads(grads)
    lines = printed.getvalue().splitlines()
    assert lines[0] == "dW1 = [[0.41010002 0.07807203 0.13798444 0.10502167]"
    assert lines[-1] == " [ 0.01663708 -0.05670698]]"


def test_the_makers_leave_the_global_generator_alone():
    np.random.seed(5)
    before = np.random.get_state()[1].copy()
    for name in dir(cases):
        if "test_case" in name:
            getattr(cases, name)()
    assert (np.random.get_state()[1] == before).all()
