"""Figures drawn from the reader's own numbers; each says in words what it shows."""

from ..needs import needed_packages

with needed_packages():
    from .curves import activation_curves, derivative_curves, loss_curves
    from .flows import layer_flow, linear_backward_flow
    from .images import digit_grid, own_picture, unit_images, weight_images, wrong_digits
    from .network import network_diagram
    from .results import confusion, decision_boundaries
    from .training import cost_curves, descent_step
    from .whole_model import model_flow

__all__ = [
    "activation_curves",
    "confusion",
    "cost_curves",
    "decision_boundaries",
    "derivative_curves",
    "descent_step",
    "digit_grid",
    "layer_flow",
    "linear_backward_flow",
    "loss_curves",
    "model_flow",
    "network_diagram",
    "own_picture",
    "unit_images",
    "weight_images",
    "wrong_digits",
]
