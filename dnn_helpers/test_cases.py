"""The document's worked examples: their inputs, and the printer of its gradients.

Each maker draws its numbers from a generator of its own, seeded as in the document, so calling
one never disturbs NumPy's global generator.
"""

import numpy as np


def linear_forward_test_case():
    """A (3, 2), W (1, 3), b (1, 1)."""
    return _draw(1, (3, 2), (1, 3), (1, 1))


def linear_activation_forward_test_case():
    """A_prev (3, 2), W (1, 3), b (1, 1)."""
    return _draw(2, (3, 2), (1, 3), (1, 1))


def L_model_forward_test_case_2hidden():
    """X (5, 4) and the parameters of layers of 4, 3 and 1 units."""
    X, W1, b1, W2, b2, W3, b3 = _draw(6, (5, 4), (4, 5), (4, 1), (3, 4), (3, 1), (1, 3), (1, 1))
    return X, {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "W3": W3, "b3": b3}


def compute_cost_test_case():
    """Y (1, 3), integer labels, and AL (1, 3): the labels come first."""
    return np.array([[1, 1, 0]]), np.array([[0.8, 0.9, 0.4]])


def linear_backward_test_case():
    """dZ (3, 4) and the linear cache: A_prev (5, 4), W (3, 5), b (3, 1)."""
    dZ, A_prev, W, b = _draw(1, (3, 4), (5, 4), (3, 5), (3, 1))
    return dZ, (A_prev, W, b)


def linear_activation_backward_test_case():
    """dA (1, 2) and the cache ((A_prev (3, 2), W (1, 3), b (1, 1)), Z (1, 2)).

    The Z is drawn, not computed from A_prev, W and b: fine for a printed example, but such a
    cache never comes out of a forward pass.
    """
    dA, A_prev, W, b, Z = _draw(2, (1, 2), (3, 2), (1, 3), (1, 1), (1, 2))
    return dA, ((A_prev, W, b), Z)


def L_model_backward_test_case():
    """AL (1, 2), Y (1, 2) and the caches of layers of 3 and 1 units.

    AL is drawn, so it lies outside (0, 1) and does not belong to the caches. The formulas give
    the document's numbers all the same; a shortcut such as dZ = AL - Y, right for every real
    forward pass, does not.
    """
    AL, A1, W1, b1, Z1, A2, W2, b2, Z2 = _draw(
        3, (1, 2), (4, 2), (3, 4), (3, 1), (3, 2), (3, 2), (1, 3), (1, 1), (1, 2)
    )
    return AL, np.array([[1, 0]]), (((A1, W1, b1), Z1), ((A2, W2, b2), Z2))


def update_parameters_test_case():
    """Parameters of layers of 3 and 1 units over 4 inputs, and gradients of the same shapes."""
    shapes = (3, 4), (3, 1), (1, 3), (1, 1)
    names = "W1", "b1", "W2", "b2"
    parameters = dict(zip(names, _draw(2, *shapes)))
    grads = dict(zip(["d" + name for name in names], _draw(3, *shapes)))
    return parameters, grads


def print_grads(grads):
    """Print dW1, db1 and dA1, as the document does."""
    for name in ("dW1", "db1", "dA1"):
        print(f"{name} = {grads[name]}")


def _draw(seed, *shapes):
    """Standard normal arrays, one after the other from one seed."""
    rng = np.random.RandomState(seed)
    return tuple(rng.randn(*shape) for shape in shapes)
