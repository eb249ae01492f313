"""Trust in one's gradients: compare them with the slope of the cost, entry by entry."""

import numpy as np

from . import reference

TRUSTED = 1e-6  # relative errors of right gradients are around 1e-9, of wrong ones around 1e-2 or more
TOO_LARGE = 1e-3  # where rounding may be all that differs: up to here right, from here anybody's guess


def gradient_check(parameters, grads, X, Y, epsilon=1e-6):
    """Print how far each gradient is from the slope of the cost, and which ones are off.

    relative error = |grads - slope| / (|grads| + |slope|),  slope by central differences

    parameters  W1, b1, ..., WL, bL           X (n[0], m)    Y (1, m)
    grads       dW1, db1, ..., dWL, dbL, the gradients to be checked (other keys are ignored)
    returns     relative errors: a dictionary with the keys of the gradients

    An entry whose nudge switches a ReLU on or off sits at a corner of the cost, where there is no
    slope: it is left out, and counted; where all entries are, nothing was checked and the error is
    nan. Of a gradient that is hardly larger than the rounding of the cost it is said that one cannot tell.
    raises      ValueError for a gradient that is missing or of another shape than its parameter
    """
    errors, rounded_by = {}, rounding(parameters, X, epsilon)
    for name, value in parameters.items():
        gradient = grads.get(f"d{name}")
        if gradient is None or np.shape(gradient) != value.shape:
            came = "missing" if gradient is None else f"of shape {np.shape(gradient)}"
            raise ValueError(f"d{name} is {came}; it should have the shape of {name}, {value.shape}")
        slopes, corners = slopes_of_cost(parameters, name, X, Y, epsilon)
        pair = np.asarray(gradient)[~corners], slopes[~corners]
        errors[f"d{name}"] = np.nan if corners.all() else relative_error(*pair)
        error, shape = _power(errors[f"d{name}"]), str(value.shape)
        verdict = _verdict(*pair, rounded_by)
        left_out = f", {corners.sum()} at a corner left out" if corners.any() else ""
        print(f"d{name:<4} {shape:<9} relative error {error}  {verdict}{left_out}")
    return errors


def slopes_of_cost(parameters, name, X, Y, epsilon):
    """The slope of the cost in every entry of one parameter, and where a ReLU switches on the way."""
    slopes, corners = np.zeros_like(parameters[name]), np.zeros(parameters[name].shape, dtype=bool)
    for index in np.ndindex(slopes.shape):
        (up, open_up), (down, open_down) = (
            _cost_and_pattern(parameters, name, index, nudge, X, Y) for nudge in (epsilon, -epsilon)
        )
        slopes[index] = (up - down) / (2 * epsilon)
        corners[index] = any((a != b).any() for a, b in zip(open_up, open_down))
    return slopes, corners


def relative_error(one, other) -> float:
    """|one - other| / (|one| + |other|), 0 where both are 0."""
    size = np.linalg.norm(one) + np.linalg.norm(other)
    return float(np.linalg.norm(np.subtract(one, other)) / size) if size else 0.0


def rounding(parameters, X, epsilon) -> float:
    """How far rounding alone may move a slope: some last digits of Z, divided by the nudge."""
    _, caches = reference.L_model_forward(X, parameters)
    largest = max(1.0, np.abs(caches[-1][1]).max())
    return 4 * np.finfo(float).eps * largest / epsilon


def _verdict(gradient, slopes, rounded_by):
    if not gradient.size:
        return "not checked"
    rounded = np.abs(gradient - slopes).max() < rounded_by
    if relative_error(gradient, slopes) < (TOO_LARGE if rounded else TRUSTED):
        return "right"
    return "too small to tell" if rounded else "OFF"


def _cost_and_pattern(parameters, name, index, nudge, X, Y):
    """The cost with one entry nudged, and which hidden units are open for which example.

    The cost is (7) written with Z[L]: log(1 + exp(-Z)) where Y is 1, log(1 + exp(Z)) where it is 0.
    By way of AL a large Z would be lost: the nearer AL is to 1, the fewer numbers lie between.
    """
    nudged = parameters[name].copy()
    nudged[index] += nudge
    _, caches = reference.L_model_forward(X, parameters | {name: nudged})
    Z = caches[-1][1]
    cost = np.mean(np.logaddexp(0, np.where(np.reshape(Y, Z.shape) == 1, -Z, Z)))
    return cost, [Z > 0 for _, Z in caches[:-1]]


def _power(error):
    """The order of magnitude: its digits would differ between processors."""
    return "below 1e-07" if error < 1e-7 else "nan" if np.isnan(error) else f"about {error:.0e}"
