"""Traps in a single statement: an operator, a comma, a result that nobody keeps.

A rule takes a function's tree and the source of its cell, and yields (node, words).
"""

import ast
import io
import re
import tokenize

from . import trees

WITHOUT_EFFECT = frozenset(
    "abs absolute add array asarray astype clip copy divide dot exp expand_dims flatten log matmul max "
    "maximum mean min minimum multiply negative power reshape round squeeze subtract sum transpose "
    "where zeros zeros_like".split()
)
METHODS_WITHOUT_EFFECT = frozenset("astype clip copy dot flatten mean reshape squeeze sum transpose".split())


def _blank_left_in(function, source):
    """raise NotImplementedError, in a function that has been written."""
    body = [node for node in function.body if not isinstance(node, ast.Expr)]
    for node in body if len(body) > 1 else ():
        if isinstance(node, ast.Raise) and "NotImplementedError" in {
            trees.named(part) for part in ast.walk(node)
        }:
            yield node, "This line stops the function: delete it once your own lines stand there."


def _taken_from_itself(function, source):
    """J -= J, where J = -J was meant."""
    for node in trees.nodes(function):
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Sub) and trees.named(node.target):
            if trees.named(node.target) == trees.named(node.value):
                yield node, f"{trees.named(node.target)} is taken from itself here, which leaves 0."


def _minus_behind_equals(function, source):
    """W =- step, where W -= step was meant."""
    typed = set(_typed_apart(source))
    for node in trees.nodes(function):
        if not isinstance(node, ast.Assign):
            continue
        again = {trees.named(part) for part in ast.walk(node.value)}  # Z =- Z turns the sign, and means it
        for part in ast.walk(node.value):
            if (
                trees.named(node.targets[0]) not in again - {""}
                and isinstance(part, ast.UnaryOp)
                and (part.lineno, part.col_offset) in typed
            ):
                mark = "-" if isinstance(part.op, ast.USub) else "+"
                yield node, f"={mark} and {mark}= are two things: x ={mark} y forgets the old x."


def _typed_apart(source):
    """(row, column of the sign) wherever " =- " or " =+ " is typed."""
    if not re.search(r"\s=[-+]\s", source):  # to take a source apart is dear
        return
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return
    for before, equals, sign, after in zip(tokens, tokens[1:], tokens[2:], tokens[3:]):
        touching = equals.end == sign.start and before.end < equals.start and sign.end < after.start
        if equals.string == "=" and sign.string in ("-", "+") and touching:
            yield sign.start


def _text_as_condition(function, source):
    """activation == "relu" or "sigmoid": a text alone counts as true."""
    for node in trees.nodes(function):
        if not isinstance(node, ast.BoolOp):
            continue
        alone = any(isinstance(trees.value(value), str) for value in node.values)
        compared = [value.comparators[0] for value in node.values if isinstance(value, ast.Compare)]
        if alone and any(isinstance(trees.value(other), str) for other in compared):
            yield node, "A text on its own counts as true: there has to be an == on each side of the or."


def _whole_number_division(function, source):
    for node in trees.nodes(function):
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.FloorDiv)
            and trees.named(node.right) == "m"
        ):
            yield node, "// divides whole numbers and drops what stands after the point; / does not."


def _thrown_away(function, source):
    """A line that computes something and keeps nothing."""
    for node in trees.nodes(function):
        if not isinstance(node, ast.Expr):
            continue
        value = node.value
        if isinstance(value, ast.Compare):
            if len(value.ops) == 1 and isinstance(value.ops[0], ast.Eq):
                yield (
                    node,
                    "== asks whether two things are equal, and changes nothing; = gives a value to a name.",
                )
        elif isinstance(value, (ast.BinOp, ast.UnaryOp, ast.Subscript)) or _has_no_effect(value):
            yield node, "This line computes something and keeps nothing of it: no name stands before an =."


def _has_no_effect(call):
    """np.squeeze(cost), cost.squeeze(): a new array that nobody keeps. A third argument, or out, keeps it."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    kept = len(call.args) > 2 or any(keyword.arg == "out" for keyword in call.keywords)
    of_numpy = trees.named(call.func.value) in ("np", "numpy")
    return not kept and call.func.attr in (WITHOUT_EFFECT if of_numpy else METHODS_WITHOUT_EFFECT)


def _power(function, source):
    for node in trees.nodes(function):
        if isinstance(getattr(node, "op", None), ast.BitXor) and type(trees.value(_exponent(node))) is int:
            yield node, "^ is no power in Python; ** is."


def _exponent(node):
    return node.right if isinstance(node, ast.BinOp) else node.value


def _comma_at_the_end(function, source):
    for node in trees.nodes(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 1:
            if isinstance(node.targets[0], (ast.Name, ast.Subscript)):
                yield node, "The comma at the end makes this a tuple with one item."


def _else_of_the_second_if(function, source):
    """if activation == ...: / if activation == ...: / else: where elif was meant."""
    for node in trees.nodes(function):
        body = getattr(node, "body", None)
        for first, second in zip(body, body[1:]) if isinstance(body, list) else ():
            if not (isinstance(first, ast.If) and isinstance(second, ast.If)):
                continue
            alike = _asked(first.test) and _asked(first.test) == _asked(second.test)
            leaves = isinstance(first.body[-1], (ast.Return, ast.Raise))
            if alike and not first.orelse and second.orelse and not leaves:
                yield second, "This else belongs to the second if alone: it runs after the first one as well."


def _asked(test):
    """The name that is compared with a text, or ""."""
    with_text = isinstance(test, ast.Compare) and isinstance(trees.value(test.comparators[0]), str)
    return trees.named(test.left) if with_text else ""


RULES = (
    _blank_left_in,
    _taken_from_itself,
    _minus_behind_equals,
    _text_as_condition,
    _whole_number_division,
    _thrown_away,
    _power,
    _comma_at_the_end,
    _else_of_the_second_if,
)
