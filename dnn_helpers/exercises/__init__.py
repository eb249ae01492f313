"""All exercises, in the order in which a learner meets them, by chapter.

An exercise is one file here: its cases, its known mistakes, its hints, its points. A chapter is
one notebook.
"""

from importlib import import_module

from ..exercise import Chapter, Exercise


def _chapter(name, title, *exercises):
    return Chapter(name, title, tuple(import_module(f".{e}", __name__).EXERCISE for e in exercises))


CHAPTERS = (
    _chapter(
        "01_initialization",
        "Initialization",
        "initialize_parameters",
        "initialize_parameters_deep",
    ),
    _chapter(
        "02_forward_propagation",
        "Forward propagation",
        "linear_forward",
        "sigmoid",
        "relu",
        "linear_activation_forward",
        "L_model_forward",
    ),
    _chapter("03_cost_function", "Cost function", "compute_cost"),
    _chapter(
        "04_backward_propagation",
        "Backward propagation",
        "linear_backward",
        "relu_backward",
        "sigmoid_backward",
        "linear_activation_backward",
        "L_model_backward",
    ),
    _chapter("05_update_parameters", "Update parameters", "update_parameters"),
    _chapter("06_training", "Training", "L_layer_model", "predict"),
    _chapter("07_gradient_check", "Gradient check", "numerical_gradients"),
)

EXERCISES: tuple[Exercise, ...] = tuple(e for chapter in CHAPTERS for e in chapter.exercises)
BY_NAME: dict[str, Exercise] = {exercise.name: exercise for exercise in EXERCISES}


def chapter_of(exercise: Exercise) -> Chapter:
    """The chapter an exercise stands in."""
    return next(chapter for chapter in CHAPTERS if exercise in chapter.exercises)
