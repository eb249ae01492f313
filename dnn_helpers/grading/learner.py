"""Inside the sealed child: find the learner's functions in their cells and try them.

Knows neither results nor verdicts. Everything here may be read and overridden by the code it runs;
what it writes is checked on the other side. Standard library and NumPy only.
"""

import ast
import base64
import builtins
import io
import linecache
import marshal
import re
import sys
from functools import cache, cached_property, partial
from types import SimpleNamespace

from room import attempt, isolate, records, traps, wire

WORD = re.compile(r"\w+")
# A cell without a line like these at its top level lends nothing, and need not be parsed for it.
MAY_LEND = re.compile(
    r"(?:^\f*|;[ \t]*)(?:import|from)\b|^\f*(?!def\b|class\b)[^\s#@].*(?:=|\\$)|;[ \t]*\w+[ \t]*=",
    re.MULTILINE,
)
# A cell without one of these binds no name at all: `check(relu)`, for one.
MAY_BIND = re.compile(r"\b(?:def|class|import|for|as)\b|=")


def cases_of(message: dict) -> dict:
    """exercise -> its cases, as `attempt.run` takes them; for the warm process, before it is sealed."""
    return {name: [SimpleNamespace(**case) for case in cases] for name, cases in message.items()}


def rehearse() -> None:
    """Answer once, in the warm process: what Python and NumPy set up on first use is then in every fork."""
    source = "import numpy as np\nONE = 1\ndef f(x):\n    return np.dot([[x]], [[ONE]]), {'y': x}"
    case = SimpleNamespace(args=(1.0,), keywords={}, seed=0, skip=1)
    nothing = base64.b64encode(marshal.dumps(compile("", "", "exec"))).decode()
    job = {"exercise": "f", "stand_ins": {"prelude": nothing, "functions": {}, "names": ()}}
    wire.encode(_answer([_Cell("", source)], job, [case]))
    traps.find(source, "f")


def serve(descriptor: int, cases: dict) -> None:
    """Take a submission's cells, then answer one exercise after another until the grader hangs up."""
    sys.stdout = sys.stderr = io.StringIO()
    sys.stdin = io.StringIO()
    cells = [_Cell(*cell) for cell in wire.receive(descriptor)]
    while True:
        job = wire.receive(descriptor)
        if "look_at" in job:
            wire.send(descriptor, _traps(cells, job["look_at"], job["exercise"]))
        else:
            wire.send(descriptor, _answer(cells, job, cases[job["exercise"]]))


class _Cell:
    """One code cell. What costs time is done when it is first asked for: of most cells nobody asks."""

    def __init__(self, label, source):
        self.label, self.filename, self.source = label, f"<{label}>", source
        self.words = set(WORD.findall(source))

    @cached_property
    def tree(self):
        """The syntax tree of the source without its magics; None where it does not compile."""
        tree = _parse(self.source)
        if tree is None:
            self.source = isolate.without_magics(self.source)
            tree = _parse(self.source)
        lines = self.source.splitlines(True)
        linecache.cache[self.filename] = (len(self.source), None, lines, self.filename)
        return tree

    @cached_property
    def code(self):
        """The code to run; None where it does not compile."""
        return self.tree and _compile(self.tree, self.filename)

    def fault(self, name):
        """(cell, why Python cannot read it) where this is the cell that was to define a function."""
        if self.tree is not None or not re.search(rf"\bdef\s+{name}\b", self.source):
            return None
        try:
            ast.parse(self.source)
        except SyntaxError as error:
            return self.label, f"line {error.lineno}: {error.msg}"
        except (ValueError, RecursionError, MemoryError) as error:
            return self.label, type(error).__name__
        return None

    @cached_property
    def binds(self):
        """The names that the cell binds at its top level."""
        if not MAY_BIND.search(self.source) or self.tree is None:
            return frozenset()
        return frozenset(name for statement in self.tree.body for name in isolate.bound_names(statement))

    @cached_property
    def carried(self):
        """What the cell lends to all others: functions that put it into a namespace."""
        if not MAY_LEND.search(self.source.replace("\r", "\n")):
            return []
        return [lend for statement in (self.tree.body if self.tree else ()) for lend in _lent(statement)]


def _answer(cells, job, cases):
    name, blank = job["exercise"], None
    for cell in reversed([c for c in cells if name in c.words and name in c.binds and c.code]):
        if _is_blank(cell.tree, name):
            blank = blank or cell.label
            continue
        function = _run_cell(cell, cells, job).get(name)
        if callable(function) and not isinstance(function, _Stub):
            record = attempt.run(function, cases)
            code = getattr(isolate.written(function), "__code__", None)
            used = tuple(getattr(code, "co_names", ()))
            own = tuple(cell.binds)
            return {
                "cell": cell.label,
                "record": records.to_data(record),
                "uses": used,
                "own": own,
                "fault": "",
            }
    broken = None if blank else next(filter(None, (cell.fault(name) for cell in reversed(cells))), None)
    return {"cell": blank or (broken and broken[0]), "record": None, "uses": (), "own": (),
            "fault": broken[1] if broken else ""}  # fmt: skip


def _traps(cells, label, name):
    """What is worth a look in the function's own cell."""
    found = [trap for cell in cells if cell.label == label for trap in traps.find(cell.source, name)]
    return tuple(tuple(trap) for trap in found)


def _run_cell(cell, cells, job):
    """The namespace after the function's own cell has run, with imports, constants and stand-ins."""
    namespace = {"__name__": "__main__", "__builtins__": builtins}
    for other in cells:
        for lend in other.carried:
            lend(namespace)
    reference = _stand_ins(job["stand_ins"], cell.words)
    namespace |= {name: reference[name] for name in reference if name not in cell.binds}
    try:
        exec(cell.code, namespace)
    except BaseException:  # SystemExit too
        if job["exercise"] not in namespace:  # a stray line stands before it: that one costs itself alone
            _run_each(cell, namespace)
    return namespace


def _run_each(cell, namespace):
    for statement in cell.tree.body:
        try:
            exec(_compile(ast.Module([statement], []), cell.filename), namespace)
        except BaseException:
            pass


def _stand_ins(lent, words):
    """The reference's functions that a cell mentions, freshly made: name -> function."""
    reference = {}
    exec(_loaded(lent["prelude"]), reference)
    wanted, loaded = [name for name in lent["names"] if name in words], set()
    while wanted:
        name = wanted.pop()
        if name not in loaded:
            loaded.add(name)
            code, uses = lent["functions"][name]
            exec(_loaded(code), reference)
            wanted += uses
    return {name: reference[name] for name in lent["names"] if name in loaded}


@cache
def _loaded(code):
    return marshal.loads(base64.b64decode(code))


def _lent(statement):
    """The imports and the literal constants of one statement, each as a function of a namespace."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        for alias in statement.names:
            one = type(statement)(**{**vars(statement), "names": [alias]})
            yield partial(_import, _compile(ast.Module([one], []), "<import>"), alias)
    elif isinstance(statement, ast.Assign) and all(isinstance(t, ast.Name) for t in statement.targets):
        try:
            value = ast.literal_eval(statement.value)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            return
        if isolate.is_literal(value):
            yield partial(_assign, [target.id for target in statement.targets], value)


def _assign(names, value, namespace):
    namespace.update(dict.fromkeys(names, value))


def _import(code, alias, namespace):
    """One import; what cannot be had becomes a stub that takes every call."""
    try:
        exec(code, namespace)
    except BaseException:
        if alias.name != "*":
            namespace[(alias.asname or alias.name).split(".")[0]] = _Stub()


class _Stub:
    """Stands for a module that is not here (matplotlib, h5py, google.colab): accepts anything."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *arguments, **keywords):
        return self

    def __getitem__(self, key):
        return self

    def __setitem__(self, key, value):
        pass


def _is_blank(tree, name):
    """Whether the cell's last definition of `name` is the blank that was handed out."""
    definition = next(
        (s for s in reversed(tree.body) if isinstance(s, ast.FunctionDef) and s.name == name), None
    )
    if definition is None:
        return False
    body = definition.body[1:] if ast.get_docstring(definition, clean=False) is not None else definition.body
    if len(body) != 1 or not isinstance(body[0], ast.Raise) or body[0].exc is None:
        return False
    raised = body[0].exc.func if isinstance(body[0].exc, ast.Call) else body[0].exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _parse(source):
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _compile(tree, filename):
    try:
        return compile(tree, filename, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
