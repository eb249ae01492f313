"""An attempt is plain data, whatever the function did: nothing of a learner's runs while it is made."""

import ast
import builtins
import collections
import io
import math
import shutil
import subprocess
import sys
import types
import warnings
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from dnn_helpers import attempt
from dnn_helpers.attempt import MAX_ELEMENTS, MAX_NODES, MAX_TEXT, Node, snapshot

ALONE = ("attempt", "traces", "shape_of")  # the rooms that are loaded without the package


def case(*args, seed=0, skip=0, **keywords):
    return types.SimpleNamespace(args=args, keywords=keywords, seed=seed, skip=skip)


def outcome(function, *args, **keywords):
    return attempt.run(function, [case(*args, **keywords)]).outcomes[0]


def failing(exception):
    def function():
        raise exception

    return function


def or_its_failure(function, *args):
    """The result, or what was raised as a text: some exceptions break whoever tries to print them."""
    try:
        return function(*args)
    except BaseException as error:
        return f"raised in line {error.__traceback__.tb_next.tb_lineno} of {function.__name__}"


def nodes(node: Node):
    """Every node of a record, the outermost first."""
    yield node
    for item in node.items:
        yield from nodes(item)


@contextmanager
def everything_put_back():
    """Where a test lets a function break NumPy or the builtins: mended again, come what may."""
    modules = (np, np.random, np.linalg, math, builtins)
    before = [(vars(module), dict(vars(module))) for module in modules]
    try:
        yield
    finally:
        for now, names in before:
            now.update(names)


# --- A value as plain data --------------------------------------------------------------------

PLAIN = [
    (None, "none", "None", None),
    (True, "number", "bool", True),
    (7, "number", "int", 7),
    (2**100, "number", "int", 2**100),
    (2.5, "number", "float", 2.5),
    (np.float64(2.5), "number", "float64", 2.5),
    (np.float32(2.5), "number", "float32", 2.5),
    (np.int8(-3), "number", "int8", -3),
    ("relu", "text", "str", "relu"),
    (np.str_("relu"), "text", "str_", "relu"),
]


@pytest.mark.parametrize("value, kind, name, plain", PLAIN, ids=lambda value: str(value)[:12])
def test_numbers_and_texts_become_pythons_own(value, kind, name, plain):
    node = snapshot(value)
    assert (node.kind, node.type, node.value) == (kind, name, plain)
    assert type(node.value) is type(plain)


def test_a_numpy_bool_is_a_number_that_is_true():
    node = snapshot(np.bool_(True))
    assert node.kind == "number" and node.value is True


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.0, np.float64("nan")])
def test_a_float_keeps_its_very_bits(value):
    assert np.float64(snapshot(value).value).tobytes() == np.float64(value).tobytes()


ARRAYS = [
    np.arange(6.0).reshape(2, 3),
    np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    np.arange(12).reshape(3, 4)[::2, ::-1],
    np.array(1.5),
    np.zeros((0, 3)),
    np.array([True, False]),
    np.arange(3, dtype=np.float32),
    np.arange(3, dtype=np.longdouble),
    np.arange(3, dtype=">f8"),
]


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: f"{array.dtype}{array.shape}")
def test_an_array_keeps_its_shape_dtype_and_entries(array):
    node = snapshot(array)
    assert (node.kind, node.type, type(node.value)) == ("array", "ndarray", np.ndarray)
    assert (node.value.shape, node.value.dtype) == (array.shape, array.dtype)
    assert node.value.tolist() == array.tolist()


def test_a_record_of_an_array_does_not_change_with_it():
    array = np.zeros(3)
    node = snapshot(array)
    array += 1
    assert node.value.tolist() == [0, 0, 0]


STRANGE = {
    "a generator": (i for i in range(3)),
    "a range": range(3),
    "a set": {1, 2},
    "bytes": b"relu",
    "a function": case,
    "a class": dict,
    "a module": math,
    "an ellipsis": ...,
    "NotImplemented": NotImplemented,
    "a complex number": 1 + 2j,
    "a complex number of NumPy's": np.complex128(1j),
    "a long complex number": np.clongdouble(1j),
    "a number of 3000 bits": 2**3000,
    "a date": np.datetime64("2020-01-01"),
    "a span of time": np.timedelta64(5, "D"),
    "an object array": np.array([1, None, []], dtype=object),
    "an object array of numbers": np.array([1.0, 2.0], dtype=object),
    "an array of texts": np.array(["a", "b"]),
    "a complex array": np.array([1j]),
    "a structured array": np.zeros(2, dtype=[("a", int), ("b", float)]),
    "an array of dates": np.array(["2020-01-01"], dtype="datetime64[D]"),
}


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
def test_what_is_no_number_array_or_collection_is_only_named(value):
    node = snapshot(value)
    assert (node.kind, node.value, node.items) == ("other", None, ())
    assert type(value).__name__ in node.type


def test_a_generator_is_not_run():
    ran = []
    snapshot(ran.append(i) for i in range(3))
    assert ran == []


Point = collections.namedtuple("Point", "x y")


@pytest.mark.parametrize(
    "value, kind, name",
    [
        ((1, 2), "tuple", "tuple"),
        ([1, 2], "list", "list"),
        (Point(1, 2), "tuple", "Point"),
        (collections.OrderedDict(a=1, b=2), "dict", "OrderedDict"),
        (collections.defaultdict(int, a=1, b=2), "dict", "defaultdict"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_collection_is_recorded_as_its_base_with_its_own_name(value, kind, name):
    node = snapshot(value)
    assert (node.kind, node.type) == (kind, name)
    assert [item.value for item in node.items] == [1, 2]


def test_the_keys_of_a_dictionary_are_recorded_as_text():
    node = snapshot({"W1": 0, 1: 1, None: 2, True + 1: 3, (1, 2): 4, frozenset(): 5})
    assert node.keys == ("W1", "1", "None", "2", "<tuple>", "<frozenset>")
    assert [item.value for item in node.items] == [0, 1, 2, 3, 4, 5]


def test_a_key_too_long_for_python_to_print_is_a_key():
    assert len(snapshot({10**5000: 1}).keys) == 1


def test_long_texts_and_keys_are_cut():
    node = snapshot({"k" * 10**5: "t" * 10**5})
    assert len(node.keys[0]) <= 200 and len(node.items[0].value) == MAX_TEXT


# --- Too deep, too large ----------------------------------------------------------------------


def test_a_list_that_holds_itself_has_an_end():
    value = []
    value.append(value)
    assert list(nodes(snapshot(value)))[-1].kind == "other"


def test_a_dictionary_that_holds_itself_has_an_end():
    value = {}
    value["self"] = value
    assert list(nodes(snapshot(value)))[-1].kind == "other"


def test_a_list_nested_a_thousand_times_has_an_end():
    value = 1
    for _ in range(1000):
        value = [value]
    assert len(list(nodes(snapshot(value)))) < 20


@pytest.mark.parametrize("value", [[0] * 50_000, dict.fromkeys(range(50_000)), [[0] * 500] * 500])
def test_a_record_holds_no_more_nodes_than_the_limit(value):
    assert len(list(nodes(snapshot(value)))) <= MAX_NODES + 1


def test_an_array_with_too_many_entries_is_only_named():
    assert snapshot(np.zeros(MAX_ELEMENTS, dtype=bool)).kind == "array"
    assert snapshot(np.zeros(MAX_ELEMENTS + 1, dtype=bool)).kind == "other"


def test_an_array_larger_than_the_memory_is_only_named():
    """NumPy makes it out of one number; a copy would need eight terabytes."""
    assert snapshot(np.broadcast_to(1.0, (10**6, 10**6))).kind == "other"


# --- No learner's method runs -----------------------------------------------------------------

METHODS = """__eq__ __hash__ __len__ __iter__ __getitem__ __contains__ __str__ __repr__ __format__ __float__
    __int__ __index__ __bool__ __abs__ __array__ __array_finalize__ __array_ufunc__ __array_function__
    __array_wrap__ __reduce__ __reduce_ex__ __copy__ __deepcopy__ __getattr__ __getattribute__ __neg__
    bit_length item tolist copy keys values items astype view get""".split()


def booby_trapped(base):
    """A subclass all of whose methods are told apart from the base's by raising, once it is armed."""

    def trap(method):
        original = getattr(base, method, None)

        def sprung(self, *args, **keywords):
            if trapped.armed:
                raise AssertionError(f"{method} was called")
            return original(self, *args, **keywords) if original else NotImplemented

        return sprung

    trapped = type("Trapped", (base,), {method: trap(method) for method in METHODS if method in dir(base)})
    trapped.armed = False
    return trapped


@pytest.mark.parametrize(
    "base, content",
    [
        (tuple, (1, 2)),
        (list, [1, 2]),
        (dict, {"a": 1}),
        (str, "a"),
        (float, 1.5),
        (int, 3),
        (np.float64, 1.5),
        (object, None),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_no_method_of_a_subclass_is_called(base, content):
    trapped = booby_trapped(base)
    value = trapped() if base is object else trapped(content)
    trapped.armed = True
    node = snapshot(value)
    trapped.armed = False
    assert (node.type, node.value, len(node.items)) == (
        "Trapped",
        content if base in (str, float, int, np.float64) else None,
        len(content) if base in (tuple, list, dict) else 0,
    )


def test_no_method_of_an_array_subclass_is_called():
    trapped = booby_trapped(np.ndarray)
    value = np.arange(6.0).reshape(2, 3).view(trapped)
    trapped.armed = True
    node = snapshot((value, value))
    trapped.armed = False
    assert node.items[0].type == "Trapped" and type(node.items[0].value) is np.ndarray
    assert node.items[0].value.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_an_array_that_equals_everything_is_recorded_by_its_entries():
    class Agreeable(np.ndarray):
        def __eq__(self, other):
            return True

    node = snapshot(np.zeros(2).view(Agreeable))
    assert node.type == "Agreeable" and node.value.tolist() == [0, 0]


def test_an_object_that_lies_about_its_class_is_known_by_its_type():
    class Liar:
        __class__ = property(lambda self: np.ndarray)

    assert snapshot(Liar()) == Node("other", "Liar")


def test_an_object_whose_class_raises_is_known_by_its_type():
    class Liar:
        __class__ = property(lambda self: 1 / 0)
        __repr__ = __str__ = lambda self: 1 / 0

    assert snapshot([Liar()]).items == (Node("other", "Liar"),)


class Nameless(type):
    """A metaclass whose classes do not tell their names."""

    __name__ = property(lambda cls: 1 / 0)


def test_a_class_that_does_not_tell_its_name_is_named():
    Thing = Nameless("Thing", (), {})
    assert snapshot(Thing()).type == "Thing"


def test_a_key_whose_class_does_not_tell_its_name_is_a_key():
    node = or_its_failure(snapshot, {Nameless("Thing", (), {})(): 1})
    assert isinstance(node, Node), node
    assert node.keys == ("<Thing>",)


def test_an_exception_whose_class_does_not_tell_its_name_is_recorded():
    came = or_its_failure(outcome, failing(Nameless("Odd", (Exception,), {})("a word")))
    assert isinstance(came, attempt.Outcome), came
    assert came.error.type == "Odd"


# --- Calls ------------------------------------------------------------------------------------


def test_every_call_gets_copies_of_its_own():
    seen = []

    def function(A, cache, parameters, options):
        seen.append((A.tolist(), cache[0].tolist(), parameters["W"].tolist(), list(options)))
        A += 1
        cache[0][:] = 9
        parameters["W"] *= 0
        options.append("more")

    given = (np.zeros(2), (np.zeros(2),), {"W": np.ones(2)})
    attempt.run(function, [case(*given, options=["one"])] * 3)
    assert seen == [([0, 0], [0, 0], [1, 1], ["one"])] * 3
    assert given[0].tolist() == [0, 0] and given[2]["W"].tolist() == [1, 1]


def test_the_arguments_are_recorded_as_they_are_after_the_call():
    def function(A, parameters):
        A[0] = 5.0
        parameters["new"] = 1

    after = outcome(function, np.zeros(2), {}).inputs
    assert after.items[0].value.tolist() == [5, 0] and after.items[1].keys == ("new",)


def test_the_arguments_are_recorded_when_the_function_raises():
    def function(A):
        A[0] = 5.0
        raise ValueError

    assert outcome(function, np.zeros(2)).inputs.items[0].value.tolist() == [5, 0]


def test_keywords_are_passed_by_name():
    assert outcome(lambda A, *, activation: activation, 1, activation="relu").value.value == "relu"


def test_each_call_starts_where_its_case_says_in_the_generator():
    def draw():
        return np.random.randn()

    witness = np.random.RandomState(3).randn(33)
    run = attempt.run(draw, [case(seed=3), case(seed=3, skip=32), case(seed=3)])
    assert [o.value.value for o in run.outcomes] == [witness[0], witness[32], witness[0]]


RAISED = [
    ValueError("no"),
    SystemExit(),
    SystemExit(0),
    GeneratorExit(),
    StopIteration(),
    MemoryError(),
    BaseException("b"),
    ExceptionGroup("several", [ValueError(1)]),
]


@pytest.mark.parametrize("exception", RAISED, ids=lambda e: repr(e)[:20])
def test_whatever_is_raised_is_an_outcome(exception):
    run = attempt.run(failing(exception), [case(), case()])
    assert [o.status for o in run.outcomes] == ["raised", "raised"]
    assert run.outcomes[0].error.type == type(exception).__name__
    assert run.outcomes[0].error.message == str(exception)
    assert run.outcomes[0].value is None


def test_endless_recursion_is_an_outcome():
    def function(n):
        return function(n + 1)

    assert outcome(function, 0).error.type == "RecursionError"


def test_not_implemented_means_blank():
    assert outcome(failing(NotImplementedError())).status == "blank"


def test_ctrl_c_ends_the_run():
    calls = []

    def function():
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    run = attempt.run(function, [case()] * 5)
    assert [o.status for o in run.outcomes] == ["returned", "interrupted"] and len(calls) == 2


def test_an_exception_that_cannot_print_itself_has_no_message():
    class Mute(Exception):
        def __str__(self):
            raise SystemExit

    error = outcome(failing(Mute())).error
    assert (error.type, error.message) == ("Mute", "")


def test_the_message_of_an_exception_is_an_ordinary_text():
    class Text(str):
        def __getitem__(self, index):
            return object()

    class Odd(Exception):
        def __str__(self):
            return Text("a word")

    assert type(outcome(failing(Odd())).error.message) is str


def test_long_messages_are_cut():
    assert len(outcome(failing(ValueError("x" * 10**6))).error.message) <= MAX_TEXT


def test_what_is_no_function_raises_like_one():
    assert outcome("linear_forward").error.type == "TypeError"


def test_a_callable_that_hides_its_code_is_called_all_the_same():
    class Shy:
        __code__ = property(lambda self: 1 / 0)

        def __call__(self):
            raise ValueError("from within")

    assert outcome(Shy()).error.message == "from within"


TEXTS = {
    "as a message": lambda: failing(ValueError("\ud800"))(),
    "as a key": lambda: {"\ud800": 1},
    "as a text": lambda: "\ud800",
    "in print": lambda: print("\ud800"),
}


@pytest.mark.parametrize("function", TEXTS.values(), ids=TEXTS)
def test_every_text_of_a_record_can_be_written_to_a_file(function):
    """Half a character (a lone surrogate) is a str of Python's, but no file and no page can hold it."""
    came = outcome(function)
    texts = [came.printed, came.error.message if came.error else ""]
    for node in nodes(came.value) if came.value else ():
        texts += [*node.keys, node.value if node.kind == "text" else ""]
    assert "".join(texts) and "".join(texts).encode("utf-8")


# --- What it prints ---------------------------------------------------------------------------


def test_prints_are_kept_in_order():
    def function():
        print("one")
        print("two", file=sys.stderr)

    assert outcome(function).printed == "one\ntwo\n"


def test_a_megabyte_printed_is_cut_at_the_limit():
    def function():
        for _ in range(1000):
            print("x" * 1000)
        return 3

    came = outcome(function)
    assert came.value.value == 3 and came.printed == ("x" * 1000 + "\n" + "x" * 1000)[:MAX_TEXT]


def test_nothing_reaches_the_real_streams(capfd):
    def function():
        print("out", flush=True)
        print("err", file=sys.stderr)
        warnings.warn("a warning", stacklevel=1)
        np.log(np.zeros(1)) / np.zeros(1)
        sys.stdout.write("more")

    assert outcome(function).status == "returned"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "spoil", ["sys.stdout.close()", "sys.stdout = None", "sys.stdout = 3", "sys.stdout.text = None"]
)
def test_streams_that_the_function_spoils_are_whole_again(spoil):
    out, err = sys.stdout, sys.stderr
    run = attempt.run(lambda: exec(spoil, {"sys": sys}), [case(), case()])
    assert (sys.stdout, sys.stderr) == (out, err)
    assert [(o.status, o.printed) for o in run.outcomes] == [("returned", "")] * 2


def test_a_stream_set_aside_by_the_function_is_back_in_the_next_call():
    def function():
        print("heard")
        sys.stdout = io.StringIO()

    assert [o.printed for o in attempt.run(function, [case(), case()]).outcomes] == ["heard\n"] * 2


# --- What it leaves behind --------------------------------------------------------------------

PATCHES = {
    "numpy.exp": "np.exp = np.log",
    "numpy.allclose": "np.allclose = lambda *a, **k: True",
    "numpy.random.randn": "np.random.randn = None",
    "numpy.linalg.norm": "np.linalg.norm = None",
    "math.exp": "math.exp = abs",
    "builtins.len": "builtins.len = lambda x: 3",
    "numpy.dot": "del np.dot",
}
PATCHES_OF_OUR_OWN_TOOLS = {
    "numpy.random.seed": "np.random.seed = None",
    "numpy.array": "np.array = None",
    "numpy.ascontiguousarray": "np.ascontiguousarray = None",
    "numpy.ndarray": "np.ndarray = dict",
    "builtins.isinstance": "builtins.isinstance = None",
    "builtins.issubclass": "builtins.issubclass = lambda *a: True",
    "builtins.tuple": "builtins.tuple = None",
    "builtins.type": "builtins.type = None",
    "builtins.zip": "builtins.zip = None",
    "builtins.setattr": "builtins.setattr = None",
}


def patching(statement):
    def function(A):
        exec(statement, {"np": np, "math": math, "builtins": builtins})
        return A, {"A": A}

    return function


@pytest.mark.parametrize("name, statement", PATCHES.items(), ids=PATCHES)
def test_what_a_function_replaces_in_numpy_is_put_back_and_named(name, statement):
    module, attribute = name.rsplit(".", 1)
    original = getattr(sys.modules[module], attribute)
    with everything_put_back():
        patched = attempt.run(patching(statement), [case(np.zeros(2))]).patched
        now = getattr(sys.modules[module], attribute)
    assert now is original and patched == (name,)


@pytest.mark.parametrize("name, statement", PATCHES_OF_OUR_OWN_TOOLS.items(), ids=PATCHES_OF_OUR_OWN_TOOLS)
def test_a_function_that_breaks_the_tools_of_the_record_is_recorded(name, statement):
    with everything_put_back():
        run = or_its_failure(attempt.run, patching(statement), [case(np.arange(2.0)), case(np.ones(2))])
    assert isinstance(run, attempt.Attempt), run
    assert run.patched == (name,)
    assert [o.value.items[1].items[0].value.tolist() for o in run.outcomes] == [[0, 1], [1, 1]]


def test_a_function_that_replaces_nothing_is_named_for_nothing():
    assert attempt.run(lambda A: A, [case(1)]).patched == ()


def test_filters_and_floating_point_settings_do_not_leak():
    def function():
        found.append((list(warnings.filters), np.geterr()))
        warnings.simplefilter("error")
        np.seterr(all="raise")

    found, before = [], (list(warnings.filters), np.geterr())
    attempt.run(function, [case(), case()])
    assert found[0] == found[1] and (list(warnings.filters), np.geterr()) == before


# --- Alone ------------------------------------------------------------------------------------


def rooms():
    return [Path(attempt.__file__).with_name(f"{name}.py") for name in ALONE]


def imported(tree):
    """The first names of all absolute imports, wherever they stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or node.names[0].name).split(".")[0]


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.stem)
def test_the_untrusted_side_imports_the_standard_library_and_numpy_only(room):
    allowed = sys.stdlib_module_names | {"numpy", *ALONE}
    assert set(imported(ast.parse(room.read_text(encoding="utf-8")))) <= allowed


def test_the_untrusted_side_runs_alone(tmp_path):
    for room in rooms():
        shutil.copy(room, tmp_path)
    script = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import attempt, types
import numpy as np
case = types.SimpleNamespace(args=(np.ones((2, 3)),), keywords={{}}, seed=0, skip=0)
returned = attempt.run(lambda A: A * 2, [case]).outcomes[0]
raised = attempt.run(lambda A: A @ A, [case]).outcomes[0]
print(returned.value.value.sum(), raised.error.type, "dnn_helpers" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("12.0 ValueError False\n", "")


class AgreesWithAll:
    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize("other", [np.zeros(3), AgreesWithAll()], ids=["an array", "an object that agrees"])
def test_what_replaces_numpys_own_is_put_back_and_named_whatever_it_says_of_itself(other):
    right = np.exp

    def function(A):
        np.exp = other

    record = attempt.run(function, [case(1)])
    assert np.exp is right and record.patched == ("numpy.exp",)
