"""The catalogue proves itself: every known mistake is rejected and named, and nothing else is."""

import linecache

import numpy as np
import pytest

from dnn_helpers import attempt, judge, notebook
from dnn_helpers.exercises import CHAPTERS, EXERCISES
from dnn_helpers.isolate import isolated
from dnn_helpers.stand_ins import stand_ins

SEEDS = (0, 11)
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.name}-{number}-{mistake.label}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes)
]


def verdict_on(exercise, function, seed):
    cases = judge.cases_of(exercise.name, seed, exercise)
    return judge.judge(exercise, cases, attempt.run(function, cases))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("exercise, mistake", MISTAKES)
def test_a_known_mistake_is_rejected_and_named_by_its_own_label(exercise, mistake, seed):
    verdict = verdict_on(exercise, mistake.function, seed)
    assert not verdict.passed and verdict.score < verdict.max_score
    assert verdict.mistake == mistake.label


@pytest.mark.parametrize("seed", [*SEEDS, 2, 3, 99])
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_the_reference_passes_with_full_score(exercise, seed):
    verdict = verdict_on(exercise, exercise.reference, seed)
    assert verdict.passed and verdict.score == verdict.max_score and verdict.mistake is None


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_the_blank_is_not_attempted(exercise):
    def blank(*arguments, **keywords):
        raise NotImplementedError

    verdict = verdict_on(exercise, blank, 0)
    assert verdict.status == "not_attempted" and verdict.score == 0


def test_the_catalogue_is_large_and_serves_every_exercise():
    assert sum(len(exercise.mistakes) for exercise in EXERCISES) >= 120
    assert all(len({m.label for m in exercise.mistakes}) >= 8 for exercise in EXERCISES)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_no_entry_is_a_copy_of_another(exercise):
    def what_it_is(mistake):
        code, function = mistake.function.__code__, mistake.function
        captured = [repr(cell.cell_contents) for cell in function.__closure__ or ()]
        return (
            mistake.sentence,
            code.co_code,
            code.co_consts,
            code.co_names,
            repr(function.__defaults__),
            *captured,
        )

    seen = [what_it_is(mistake) for mistake in exercise.mistakes]
    assert not [entry[0] for entry in seen if seen.count(entry) > 1]


@pytest.mark.parametrize("exercise, mistake", MISTAKES)
def test_a_sentence_is_a_sentence_and_gives_no_code_line_away(exercise, mistake):
    sentence = mistake.sentence
    assert sentence.rstrip()[-1] in ".?" and len(sentence.split()) <= 60
    assert "np.dot(" not in sentence and " = np." not in sentence


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_cases_differ_from_seed_to_seed_and_are_the_same_for_one_seed(exercise):
    def text(seed):
        return repr([case.args for case in exercise.cases(np.random.default_rng(seed))])

    assert text(1) == text(1)
    if exercise.name != "initialize_parameters_deep" or text(1) != text(2):
        assert text(1) != text(2)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_points_and_parts_belong_together(exercise):
    assert exercise.max_score > 0
    cases = exercise.cases(np.random.default_rng(0))
    seen = {exercise.part_of(case, ()) for case in cases} - {None}
    for case in cases:
        result = attempt.call(exercise.reference, case).value
        steps = result.keys or range(len(result.items))
        seen |= {exercise.part_of(case, (step,)) for step in steps}
    assert seen - {None} == set(exercise.points)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_hints_climb_from_idea_to_skeleton_and_stop_short_of_the_solution(exercise):
    idea, formula, skeleton = exercise.hints
    assert "..." not in idea and "..." in skeleton
    assert 10 <= len(idea.split()) <= 80


def test_an_exercise_never_stands_in_for_itself_or_a_later_one():
    for position, exercise in enumerate(EXERCISES):
        later = {other.name for other in EXERCISES[position:]}
        assert not later & stand_ins(exercise).keys()


def test_chapters_are_numbered_in_the_order_of_the_document():
    assert [chapter.name[:2] for chapter in CHAPTERS] == [f"{n:02}" for n in range(1, len(CHAPTERS) + 1)]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_no_input_holds_another_exercises_answer(exercise):
    """Networks of different exercises are different: nothing can be copied from one to the other."""
    mine = arrays_of(case.args for case in exercise.cases(generator(exercise)) if not case.public)
    for other in EXERCISES:
        if other is not exercise:
            cases = [case for case in other.cases(generator(other)) if not case.public]
            answers = arrays_of([attempt.call(other.reference, case).value for case in cases])
            assert not mine & answers, other.name


def generator(exercise):
    return np.random.default_rng([0, *exercise.name.encode()])


def arrays_of(value):
    """The contents of all arrays of random numbers in a value."""
    if isinstance(value, np.ndarray):
        random = value.dtype.kind == "f" and value.size > 1 and not np.isin(value, (0, 1)).all()
        return {value.tobytes()} if random else set()
    if isinstance(value, attempt.Node):
        return arrays_of(value.value) | arrays_of(value.items)
    if isinstance(value, dict):
        return arrays_of(value.values())
    if isinstance(value, (str, bytes, int, float, type(None))):
        return set()
    return set().union(*(arrays_of(item) for item in value)) if value is not None else set()


def test_the_documents_own_code_passes_every_check(documents_functions):
    for exercise in EXERCISES:
        function = documents_functions.get(exercise.name)
        if function:
            with isolated(function, stand_ins(exercise), {e.name for e in EXERCISES}):
                assert verdict_on(exercise, function, 0).passed, exercise.name


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_the_solution_that_is_shown_passes_its_own_check_when_pasted_alone(exercise, capsys):
    notebook.solution(exercise.name)
    shown = capsys.readouterr().out
    source = "import numpy as np\n" + shown.split("one way to write it")[1].split("Read it, clear")[0]
    linecache.cache["<cell 9>"] = (len(source), None, source.splitlines(True), "<cell 9>")
    namespace = {"__name__": "__main__"}
    exec(compile(source, "<cell 9>", "exec"), namespace)
    assert notebook.examine(exercise, namespace[exercise.name]).passed
