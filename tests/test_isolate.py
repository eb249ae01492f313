"""A function is judged with what its own cell, its imports and the workbook give it, and no more."""

import contextlib
import functools
import linecache
import math
import textwrap
import types

import numpy as np
import pytest

from dnn_helpers.isolate import cell_source, cell_tree, is_literal, isolated, own_helpers

EXERCISES = {"linear_forward", "sigmoid", "relu", "linear_activation_forward", "L_model_forward"}


def run_cell(source, namespace=None, number=3):
    """Run a notebook cell; what the notebook has defined afterwards."""
    source, filename = textwrap.dedent(source).lstrip("\n"), f"<cell {number}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    namespace = {"__name__": "__main__"} if namespace is None else namespace
    exec(compile(source, filename, "exec"), namespace)
    return namespace


def answer(*cells, args=(), **stand_ins):
    """What `f` answers when it is judged after these cells have run, one after the other."""
    namespace = {"__name__": "__main__"}
    for number, source in enumerate(cells, 1):
        run_cell(source, namespace, number)
    return judged(namespace["f"], *args, **stand_ins)


def judged(function, *args, **stand_ins):
    with isolated(function, stand_ins, EXERCISES):
        return function(*args)


def right(*args):
    return "the stand-in"


# --- What is seen -----------------------------------------------------------------------------

SEEN = {
    "a helper of its own cell": ["def helper(): return 1\ndef f(): return helper()"],
    "a helper below it": ["def f(): return helper()\ndef helper(): return 1"],
    "a helper of a helper": ["def a(): return 1\ndef b(): return a()\ndef f(): return b()"],
    "a lambda of its own cell": ["helper = lambda: 1\ndef f(): return helper()"],
    "a class of its own cell": ["class Layer:\n    units = 1\ndef f(): return Layer().units"],
    "a list of its own cell": ["table = [1, 2]\ndef f(): return table[0]"],
    "a list unpacked in its own cell": ["(a, [b]), c = (0, [1]), 2\ndef f(): return b"],
    "a name bound under an if": ["if True:\n    helper = abs\ndef f(): return helper(-1)"],
    "a function defined under an if": ["if True:\n    def helper(): return 1\ndef f(): return helper()"],
    "a function defined under a try": [
        "try:\n    def helper(): return 1\nfinally:\n    pass\ndef f(): return helper()"
    ],
    "a name imported under a try": [
        (
            "try:\n    from math import floor as helper\nexcept ImportError:\n    pass\n"
            "def f(): return helper(1.5)"
        )
    ],
    "an import of another cell": ["import numpy as np", "def f(): return np.ones(1)[0]"],
    "an import of a part of a module": ["import os.path", "def f(): return len(os.path.join('a')) "],
    "an imported function": ["from numpy import exp", "def f(): return exp(0)"],
    "an imported function of Python's own": [
        "from functools import reduce",
        "def f(): return reduce(max, [0, 1])",
    ],
    "an imported function with another name": ["from math import exp as e_to", "def f(): return e_to(0)"],
    "an imported function of the generator": [
        "from numpy.random import randint",
        "def f(): return randint(1, 2)",
    ],
    "an imported class": ["from fractions import Fraction", "def f(): return Fraction(1)"],
    "a starred import": ["from numpy import *", "def f(): return exp(0)"],
    "a number of another cell": ["ONE = 1", "def f(): return ONE"],
    "a text of another cell": ["word = 'a'", "def f(): return len(word)"],
    "a tuple of another cell": ["sizes = (1, (2, 'a'))", "def f(): return sizes[0]"],
    "a builtin": ["def f(): return abs(-1)"],
    "itself": ["def f(n=3): return 1 if n == 0 else f(n - 1)"],
    "a function inside it": ["def f():\n    def inner(): return 1\n    return inner()"],
    "a helper called by a function inside it": [
        ("def helper(): return 1\ndef f():\n    return (lambda: [helper() for _ in '1'][0])()")
    ],
    "a default": ["one = [1]\ndef f(x=one): return x[0]", "one = None"],
    "a default by name": ["one = [1]\ndef f(*, x=one): return x[0]", "one = None"],
    "what it closes over": [
        ("def make():\n    one = [1]\n    def f(): return one[0]\n    return f\nf = make()")
    ],
    "its own attributes": ["def f(): return f.one\nf.one = 1"],
    "itself as a lambda": ["f = lambda n=3: 1 if n == 0 else f(n - 1)"],
}


@pytest.mark.parametrize("cells", SEEN.values(), ids=SEEN)
def test_a_function_sees(cells):
    assert answer(*cells) == 1


UNSEEN = {
    "a variable of another cell": ["import numpy as np\nX = np.ones(1)", "def f(): return X"],
    "a list of another cell": ["dims = [1, 2]", "def f(): return dims"],
    "a dictionary of another cell": ["parameters = {}", "def f(): return parameters"],
    "a helper of another cell": ["def helper(): return 1", "def f(): return helper()"],
    "a lambda of another cell": ["helper = lambda: 1", "def f(): return helper()"],
    "a class of another cell": ["class Layer: pass", "def f(): return Layer()"],
    "an object of another cell": [
        "class Layer:\n    def __call__(self): return 1\nlayer = Layer()",
        "def f(): return layer()",
    ],
    "a tuple of another cell with an array in it": [
        "import numpy as np\ncache = (np.ones(1),)",
        "def f(): return cache",
    ],
    "a generator of another cell": [
        "import numpy as np\nrng = np.random.RandomState(1)",
        "def f(): return rng",
    ],
    "an earlier exercise of another cell": ["def sigmoid(Z): return 1", "def f(): return sigmoid(0)"],
    "a variable that a helper leans on": ["X = [1]", "def helper(): return X\ndef f(): return helper()"],
    "a variable that a decorated function leans on": [
        "X = [1]",
        """
        import functools
        def same(function):
            @functools.wraps(function)
            def inner(): return function()
            return inner
        @same
        def f(): return X
    """,
    ],
    "a variable that the function inside leans on": ["X = [1]", "def f():\n    return (lambda: X)()"],
    "a helper of another cell kept by functools": [
        "import functools\nhelper = functools.partial(max, 1)",
        "def f(): return helper(0)",
    ],
    "a variable that the class of the cell leans on": [
        "X = [1]",
        "class Layer:\n    def call(self): return X\ndef f(): return Layer().call()",
    ],
}


@pytest.mark.parametrize("cells", UNSEEN.values(), ids=UNSEEN)
def test_a_function_does_not_see(cells):
    with pytest.raises(NameError):
        answer(*cells)


def test_a_value_that_its_cell_had_bound_is_seen_as_it_is_now():
    """One namespace, as in a notebook: a later cell that binds the name again is heard."""
    assert answer("table = [1]\ndef f(): return table", "table = [2]") == [2]


# --- Stand-ins --------------------------------------------------------------------------------


def test_a_stand_in_takes_the_place_of_an_exercise_of_another_cell():
    cells = ["def sigmoid(Z): return 'mine'", "def f(): return sigmoid(0)"]
    assert answer(*cells, sigmoid=right) == "the stand-in"


def test_a_stand_in_fills_a_name_that_nobody_has_defined():
    assert answer("def f(): return sigmoid(0)", sigmoid=right) == "the stand-in"


def test_an_exercise_defined_in_the_functions_own_cell_goes_with_it():
    assert answer("def sigmoid(Z): return 'mine'\ndef f(): return sigmoid(0)", sigmoid=right) == "mine"


def test_the_helpers_of_the_own_cell_call_stand_ins_too():
    cells = ["def sigmoid(Z): return 'mine'", "def helper(): return sigmoid(0)\ndef f(): return helper()"]
    assert answer(*cells, sigmoid=right) == "the stand-in"


def test_a_method_of_the_own_cells_class_calls_stand_ins_too():
    cells = [
        "def sigmoid(Z): return 'mine'",
        "class N:\n    def go(self): return sigmoid(0)\ndef f(): return N().go()",
    ]
    assert answer(*cells, sigmoid=right) == "the stand-in"


def test_a_stand_in_takes_the_place_of_an_import_of_its_name():
    """`from my_network import *` in the first cell brings the learner's own earlier versions."""
    module = types.ModuleType("my_network")
    exec("def sigmoid(Z): return 'mine'", vars(module))
    namespace = run_cell("def f(): return sigmoid(0)", {"__name__": "__main__", "sigmoid": module.sigmoid})
    assert judged(namespace["f"], sigmoid=right) == "the stand-in"


def test_a_later_exercise_of_another_cell_is_not_seen():
    with pytest.raises(NameError):
        answer("def L_model_forward(): return 1", "def f(): return L_model_forward()", sigmoid=right)


def test_the_exercises_of_the_own_cell_are_told():
    namespace = run_cell(
        "def sigmoid(Z): pass\ndef helper(): pass\nrelu = lambda Z: Z\ndef linear_forward(): pass"
    )
    assert own_helpers(namespace["linear_forward"], EXERCISES) == {"sigmoid", "relu", "linear_forward"}


# --- Decorated, recursive, closed over ---------------------------------------------------------


def test_a_decorated_function_is_judged_with_its_decorator():
    cell = """
        import functools
        def twice(function):
            @functools.wraps(function)
            def inner(x):
                return 2 * function(x)
            return inner
        def helper(x): return x + 1
        @twice
        def f(x): return helper(x)
    """
    assert answer(cell, args=(1,)) == 4


def test_a_decorator_that_leaves_no_trace_of_the_function_is_no_obstacle():
    cell = "def twice(function):\n    return lambda x: 2 * function(x)\n@twice\ndef f(x): return x + 1"
    assert answer(cell, args=(1,)) == 4


def test_two_functions_that_call_each_other_are_judged_together():
    cell = "def even(n): return n == 0 or f(n - 1)\ndef f(n): return n != 0 and even(n - 1)"
    assert answer(cell, args=(7,)) is True


def test_a_closure_over_itself_is_judged():
    cell = "def make():\n    def f(n): return 1 if n == 0 else f(n - 1)\n    return f\nf = make()"
    assert answer(cell, args=(3,)) == 1


def test_an_empty_closure_stays_empty():
    with pytest.raises(NameError):
        answer("def make():\n    def f(): return late\n    return f\n    late = 1\nf = make()")


NO_FUNCTIONS = [np.exp, len, functools.partial(max, 1), dict, "linear_forward", None, math]


@pytest.mark.parametrize("value", NO_FUNCTIONS, ids=str)
def test_what_is_no_python_function_is_left_alone(value):
    with isolated(value, {"sigmoid": right}, EXERCISES):
        pass


# --- Everything is put back ---------------------------------------------------------------------


def a_notebook():
    cell = """
        k = 1
        def helper(): return k
        def f(*args): return helper()
    """
    later = {"X": np.ones(2), "dims": [5, 4], "sigmoid": len, "predict": max, "_": 3, "exit": None}
    return run_cell(cell, {"__name__": "__main__", "__doc__": None} | later)


def failing():
    raise SystemExit


STIRS = {
    "it returns": lambda namespace: None,
    "it raises": lambda namespace: failing(),
    "it makes a global": lambda namespace: namespace.update(left_over=1),
    "it changes a global": lambda namespace: namespace.update(k=2, helper=None),
    "it fills a hidden name": lambda namespace: namespace.update(X=None, sigmoid=None),
    "it deletes a global": lambda namespace: namespace.pop("helper"),
    "it deletes a stand-in": lambda namespace: namespace.pop("sigmoid"),
}


@pytest.mark.parametrize("stir", STIRS.values(), ids=STIRS)
def test_the_notebook_is_the_same_afterwards_whether(stir):
    namespace = a_notebook()
    before = dict(namespace)
    with (
        contextlib.suppress(SystemExit),
        isolated(namespace["f"], {"sigmoid": right, "relu": right}, EXERCISES),
    ):
        stir(namespace)
    assert namespace.keys() == before.keys()
    assert [name for name in before if namespace[name] is not before[name]] == []


def test_a_function_that_defines_a_global_leaves_none():
    namespace = run_cell("def f():\n    global left\n    left = 1")
    judged(namespace["f"])
    assert "left" not in namespace


def test_one_isolation_inside_another_is_put_back_in_turn():
    """A learner's own helper is tried inside its own surroundings while another is tried."""
    namespace = a_notebook()
    before = dict(namespace)
    with isolated(namespace["f"], {"sigmoid": right}, EXERCISES):
        with isolated(namespace["helper"], {"relu": right}, EXERCISES):
            assert "sigmoid" not in namespace
        assert namespace["sigmoid"] is right
    assert namespace == before


class Shy:
    """An object that cannot be looked at."""

    harm = RuntimeError

    def __getattribute__(self, name):
        raise Shy.harm


@pytest.mark.parametrize("harm", [RuntimeError, SystemExit], ids=lambda harm: harm.__name__)
def test_an_object_that_cannot_be_looked_at_costs_the_notebook_nothing(harm, monkeypatch):
    monkeypatch.setattr(Shy, "harm", harm)
    namespace = a_notebook() | {"shy": Shy()}
    names = set(namespace)
    function = run_cell("def f(): return 1", namespace)["f"]
    with contextlib.suppress(harm):
        judged(function)
    assert set(namespace) == names


@pytest.mark.parametrize("harm", [RuntimeError, SystemExit], ids=lambda harm: harm.__name__)
def test_an_object_that_cannot_be_looked_at_harms_no_other_function(harm, monkeypatch):
    monkeypatch.setattr(Shy, "harm", harm)
    namespace = run_cell("def f(): return 1", {"__name__": "__main__", "shy": Shy()})
    assert judged(namespace["f"]) == 1


def test_a_function_that_wraps_itself_harms_nothing():
    namespace = run_cell("def f(): return 1\nf.__wrapped__ = f")
    assert judged(namespace["f"]) == 1


# --- Without a cell ---------------------------------------------------------------------------


def test_a_function_without_source_sees_all_but_other_exercises():
    namespace = {"__name__": "__main__", "table": [1]}
    exec("def sigmoid(Z): return 'mine'\ndef f(): return table, sigmoid(0)", namespace)
    assert judged(namespace["f"], sigmoid=right) == ([1], "the stand-in")


def test_a_function_of_a_file_sees_its_file_and_stand_ins_for_other_exercises(tmp_path):
    path = tmp_path / "functions.py"
    path.write_text("table = [1]\ndef sigmoid(Z): return 'mine'\ndef f(): return table, sigmoid(0)\n")
    namespace = {"__name__": "functions"}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    assert judged(namespace["f"], sigmoid=right) == ([1], "the stand-in")


def test_a_function_of_a_file_has_no_cell(tmp_path):
    path = tmp_path / "functions.py"
    path.write_text("def f(): pass\n")
    namespace = {}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    assert cell_source(namespace["f"]) is None


def test_a_cell_with_magics_is_read_without_them():
    """IPython keeps a cell's text as it was typed and runs it rewritten."""
    namespace = run_cell("helper = 'plot'\ndef f(): return helper")
    typed = "%matplotlib inline\n!ls\nhelper = 'plot'\ndef f(): return helper\n"
    linecache.cache["<cell 3>"] = (len(typed), None, typed.splitlines(True), "<cell 3>")
    assert [type(s).__name__ for s in cell_tree(namespace["f"]).body] == [
        "Pass",
        "Pass",
        "Assign",
        "FunctionDef",
    ]


def test_a_cell_that_cannot_be_read_has_no_tree():
    namespace = run_cell("def f(): pass")
    linecache.cache["<cell 3>"] = (3, None, ["def (\n"], "<cell 3>")
    assert cell_tree(namespace["f"]) is None


# --- Literals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0, 1.5, 2j, "a", b"a", None, True, (), (1, ("a", 2.0))], ids=str)
def test_what_one_would_write_down_is_a_literal(value):
    assert is_literal(value)


@pytest.mark.parametrize(
    "value", [[], {}, set(), np.float64(1), np.ones(1), ([],), (np.ones(1),), len, object()], ids=str
)
def test_what_can_change_or_compute_is_no_literal(value):
    assert not is_literal(value)


def test_a_tuple_nested_beyond_reason_is_no_literal():
    value = ()
    for _ in range(5000):
        value = (value,)
    assert not is_literal(value)
