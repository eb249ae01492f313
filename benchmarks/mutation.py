"""How many small changes of the reference do the checks notice? Run: python benchmarks/mutation.py

Every operator, comparison, constant, name and call in the reference's functions is changed, one at a
time; each mutant is judged like a learner's function. A survivor is either equivalent to the original,
with the reason written in EQUIVALENT, or a case that is missing: then this exits with status 1.
"""

import ast
import copy
import inspect
import sys

from tqdm import tqdm

from dnn_helpers import attempt, judge, reference
from dnn_helpers.exercises import EXERCISES

OPERATORS = {
    ast.Add: [ast.Sub, ast.Mult], ast.Sub: [ast.Add, ast.Mult], ast.Mult: [ast.Div, ast.Add],
    ast.Div: [ast.Mult, ast.FloorDiv], ast.FloorDiv: [ast.Mult], ast.MatMult: [ast.Mult],
    ast.Mod: [ast.FloorDiv],
}  # fmt: skip
COMPARISONS = {
    ast.Gt: [ast.GtE, ast.Lt], ast.GtE: [ast.Gt, ast.LtE], ast.Eq: [ast.NotEq], ast.Lt: [ast.LtE],
    ast.LtE: [ast.Lt], ast.NotEq: [ast.Eq], ast.In: [ast.NotIn], ast.NotIn: [ast.In],
}  # fmt: skip
CALLS = {
    "randn": ["rand"], "zeros": ["ones"], "maximum": ["minimum"], "exp": ["log"], "log": ["exp"],
    "sum": ["max"], "abs": ["negative"], "sqrt": ["square"], "zeros_like": ["ones_like"],
}  # fmt: skip
# (exercise, mutant as its changed line) -> why nobody could notice.
EQUIVALENT = {
    ("sigmoid", "return (np.where(Z > 0, 1.0, e) / (1.0 + e), Z)"): "at Z = 0, e is 1: both branches agree",
    ("numerical_gradients", "grads['d' + name] = np.ones_like(values)"): "every entry is overwritten",
    ("relu", "return (np.maximum(Z, 0), Z)"): "the larger of two numbers has no order",
    ("predict", "return (AL >= 0.5).astype(int)"): "the exercise leaves exactly 0.5 open: no case has it",
    (
        "L_layer_model",
        "print(f'Cost after iteration {i}: {costs[-0]:.6f}')",
    ): "what is printed is style; costs is judged",
}


def mutants(function):
    """(changed line, function) for every single change."""
    tree = ast.parse(inspect.getsource(function))
    body = tree.body[0]
    if ast.get_docstring(body):
        body.body = body.body[1:]
    inside = {id(node) for statement in body.body for node in ast.walk(statement)}
    for index, node in enumerate(ast.walk(body)):
        if id(node) not in inside:  # names and defaults of parameters are no fault
            continue
        for change in _changes(node):
            changed = copy.deepcopy(tree)
            target = list(ast.walk(changed.body[0]))[index]
            change(target)
            ast.fix_missing_locations(changed)
            yield _line(tree, changed), changed


def _changes(node):
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        yield from (_setter("op", new()) for new in OPERATORS.get(type(node.op), []))
    if isinstance(node, ast.Compare):
        yield from (_setter("ops", [new()]) for new in COMPARISONS.get(type(node.ops[0]), []))
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield from (_setter("value", value) for value in {node.value + 1, node.value - 1, node.value * 2})
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        yield _setter("value", not node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield _setter("op", ast.UAdd())
    if isinstance(node, ast.Attribute) and node.attr in CALLS:
        yield from (_setter("attr", new) for new in CALLS[node.attr])
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) > 1:
        yield _setter("elts", node.elts[1:] + node.elts[:1])
    if isinstance(node, ast.Call) and len(node.args) > 1:
        yield _setter("args", node.args[1:] + node.args[:1])
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield lambda target: _replace_with_value(target)


def _setter(field, value):
    def change(target):
        if field != "value" or value != target.value:
            setattr(target, field, copy.deepcopy(value))

    return change


def _replace_with_value(target):
    """x.T becomes x.real: the same values, not transposed."""
    target.attr = "real"


def _line(before, after):
    old, new = ast.unparse(before).splitlines(), ast.unparse(after).splitlines()
    return next((b.strip() for a, b in zip(old, new, strict=False) if a != b), "")


def killed(exercise, tree):
    """Whether the checks notice: in a notebook's cases, as a learner would meet them."""
    namespace = dict(vars(reference))
    exec(compile(tree, "<mutant>", "exec"), namespace)
    for seed in (0, 1):
        cases = judge.cases_of(exercise.name, seed, exercise)
        if not judge.judge(exercise, cases, attempt.run(namespace[exercise.name], cases)).passed:
            return True
    return False


def main():
    total, survivors = 0, []
    for exercise in tqdm(EXERCISES, desc="mutating", file=sys.stderr):
        for line, tree in mutants(exercise.reference):
            if line and (exercise.name, line) not in EQUIVALENT:
                total += 1
                if not killed(exercise, tree):
                    survivors.append((exercise.name, line))
    for name, line in survivors:
        print(f"survives in {name}: {line}")
    print(f"{total - len(survivors)} of {total} mutants killed, {len(EQUIVALENT)} known to be equivalent")
    return bool(survivors)


if __name__ == "__main__":
    sys.exit(main())
