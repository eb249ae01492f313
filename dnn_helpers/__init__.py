"""A workbook in which one learns how a deep neural network works by writing one."""

from .needs import check_python, needed_packages

check_python()
with needed_packages():
    from .notebook import NotPassed, check, hint, load_network, progress, setup, solution
    from .printing import show
    from .reference import initialize_parameters_scaled
    from .steps import steps
    from .version import VERSION

__all__ = [
    "NotPassed",
    "check",
    "hint",
    "initialize_parameters_scaled",
    "load_network",
    "progress",
    "setup",
    "show",
    "solution",
    "steps",
]
__version__ = VERSION
