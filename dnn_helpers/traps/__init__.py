"""Lines of a learner's function that nearly always say something else than was meant.

Found in the source alone, never by running it: a report shows them beside the diagnosis, which knows
the numbers and not the code. Part of the untrusted side, like attempt.py: standard library only.
"""

import ast
import re
from typing import NamedTuple

from . import loops, names, statements, trees

MOST = 2  # a report that points everywhere points nowhere
MAX_LINE = 120
RULES = (*statements.RULES, *loops.RULES, *names.RULES)  # the surest kinds first


class Trap(NamedTuple):
    """One line worth a look: its number in the cell, its text, and what is to be known about it."""

    number: int
    line: str
    words: str


def find(source: str, name: str) -> tuple[Trap, ...]:
    """The traps in the function `name` of a cell, and in the helpers it calls there.

    At most MOST: the function's own first, by the order of RULES; shown in the order of the lines.
    """
    try:
        return _find(source, name)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()


def _find(source, name):
    tree, found = ast.parse(source), {}
    lines = re.split(r"\r\n|\r|\n", source)  # as Python counts them
    for function in _with_helpers(tree, name):
        for rule in RULES:
            for node, words in rule(function, source):
                found.setdefault(words, node.lineno)
    shown = [Trap(number, _shortened(lines[number - 1].strip()), words) for words, number in found.items()]
    return tuple(sorted(shown[:MOST]))


def _shortened(line):
    return line if len(line) <= MAX_LINE else f"{line[: MAX_LINE - 4]} ..."


def _with_helpers(tree, name):
    """The function (its last definition) and the functions of the cell that it calls."""
    defined = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    wanted, seen = [name], []
    while wanted:
        function = defined.pop(wanted.pop(), None)
        if function:
            seen.append(function)
            wanted += [node.id for node in trees.nodes(function) if isinstance(node, ast.Name)]
    return seen
