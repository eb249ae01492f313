"""How long does a check take? Run: python benchmarks/checks.py

For every exercise: the median time of a check that passes and of checks that find each known mistake
(first time, nothing cached), as a multiple of calling the reference on the same cases.
"""

import statistics
import time

from dnn_helpers import attempt, diagnosis, judge
from dnn_helpers.exercises import EXERCISES


def seconds(function, repeat=5):
    """The median of a few timings."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def check(exercise, function):
    cases = judge.cases_of(exercise.name, 0, exercise)
    return judge.judge(exercise, cases, attempt.run(function, cases))


def fresh_check(exercise, function):
    diagnosis.answer.cache_clear()
    return check(exercise, function)


def main():
    print(f"{'exercise':<28}{'pass, ms':>10}{'x call':>8}{'mistakes, ms':>14}{'worst, ms':>11}")
    for exercise in EXERCISES:
        cases = judge.cases_of(exercise.name, 0, exercise)
        floor = seconds(lambda: [exercise.reference(*case.args, **case.keywords) for case in cases])  # noqa: B023
        passing = seconds(lambda: check(exercise, exercise.reference))  # noqa: B023
        found = [seconds(lambda: fresh_check(exercise, m.function), 3) for m in exercise.mistakes]  # noqa: B023
        print(
            f"{exercise.name:<28}{passing * 1e3:>10.1f}{passing / floor:>8.1f}"
            f"{statistics.median(found) * 1e3:>14.1f}{max(found) * 1e3:>11.1f}"
        )


if __name__ == "__main__":
    main()
