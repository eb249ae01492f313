"""The pages for people: a learner's feedback, and the class at a glance.

Each is one file that needs nothing else: no script, no network, no font. Light and dark follow the
reader's setting; every bar has its number in words; every name and message is escaped.
"""

from collections import Counter, defaultdict
from html import escape

from ..exercises import CHAPTERS

WORDS = {
    "passed": "passed",
    "failed": "not right yet",
    "error": "stopped with an error",
    "timed_out": "did not come to an end",
    "not_attempted": "not attempted",
}
STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --soft: #f0f2f5; --line: #8a94a0;
  --bar: #1f6fb2; --good: #1e7b3a; --bad: #a8321f; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e8eaed; --soft: #22272e;
  --line: #7d8894; --bar: #6db3ea; --good: #7fd196; --bad: #f2a08f; } }
body { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  max-width: 52em; margin: 0 auto; padding: 1.5em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.25em; margin-top: 2em; }
h3 { font-size: 1.05em; margin-bottom: 0; }
p.message { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .6em .9em;
  margin-top: .4em; border-left: 4px solid var(--line); }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding: .4em 0; }
th, td { text-align: left; padding: .25em .8em .25em 0; vertical-align: baseline; overflow-wrap: anywhere; }
td.number { text-align: right; white-space: nowrap; }
.bar { background: var(--soft); min-width: 8em; width: 40%; }
.bar div { background: var(--bar); height: .9em; }
.good { color: var(--good); } .bad { color: var(--bad); } .word { font-weight: 600; }
"""
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def feedback(entry: dict) -> str:
    """One learner's page: what is right, what is not, the mistake in words, and the next step."""
    by_name = {exercise["exercise"]: exercise for exercise in entry["exercises"]}
    parts = [f"<p>{_points(entry)}. {escape(next_step(entry))}</p>"]
    if entry["problems"]:
        items = "".join(f"<li>{escape(problem)}</li>" for problem in entry["problems"])
        parts.append(f"<h2>About your files</h2><ul>{items}</ul>")
    for chapter in CHAPTERS:
        parts.append(f"<h2>{escape(chapter.title)}</h2>")
        parts += [_exercise(by_name[exercise.name]) for exercise in chapter.exercises]
    return _page(f"Feedback for {entry['submission']}", "".join(parts))


def next_step(entry: dict) -> str:
    """What this learner should do next, in a sentence."""
    open_ones = [exercise for exercise in entry["exercises"] if exercise["status"] != "passed"]
    if not open_ones:
        return "Everything is right: well done."
    first = open_ones[0]["exercise"]
    tried = open_ones[0]["status"] != "not_attempted"
    what = "mend" if tried else "write"
    return (
        f"Next step: {what} {first}, run check({first}) in its notebook, and ask hint({first}) if you "
        "are stuck."
    )


def class_page(grades: dict) -> str:
    """The class at a glance: who is in trouble, where it stalls, which mistakes are commonest."""
    entries = grades["submissions"]
    parts = [
        f"<p>{len(entries)} submissions, graded with seed {grades['seed']} by version "
        f"{escape(grades['version'])}.</p>",
        _distribution(entries),
        _stalls(entries),
        _mistakes(entries),
        _trouble(entries),
    ]
    return _page("The class at a glance", "".join(parts))


def _exercise(exercise):
    passed = exercise["status"] == "passed"
    word = f'<span class="word {"good" if passed else "bad"}">{WORDS[exercise["status"]]}</span>'
    head = f"<h3>{escape(exercise['exercise'])}</h3><p>{word}, {_points(exercise)}</p>"
    if passed and not exercise["carried_forward"]:
        return head
    return f'{head}<p class="message">{escape(exercise["message"])}</p>'


def _points(entry):
    return f"{entry['score']:g} of {entry['max_score']:g} points"


def _bars(caption, heads, rows):
    """A table whose last column draws the share that the row's number stands for."""
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in [*heads, "share"])
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td class="number">{escape(text)}</td>'
        f'<td class="bar"><div style="width:{100 * share:.0f}%"></div></td></tr>'
        for label, text, share in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _distribution(entries):
    counts = Counter(min(int(10 * e["score"] / e["max_score"]), 9) for e in entries)
    rows = [
        (f"{10 * i} to {10 * i + 10} %", f"{counts[i]}", counts[i] / max(len(entries), 1)) for i in range(10)
    ]
    return "<h2>How far they are</h2>" + _bars(
        "Submissions by their share of all points", ["share of points", "submissions"], rows
    )


def _stalls(entries):
    passed = Counter(x["exercise"] for e in entries for x in e["exercises"] if x["status"] == "passed")
    rows = []
    for chapter in CHAPTERS:
        for exercise in chapter.exercises:
            count = passed[exercise.name]
            rows.append((exercise.name, f"{count} of {len(entries)}", count / max(len(entries), 1)))
    return "<h2>Where it stalls</h2>" + _bars("Who passed each exercise", ["exercise", "passed"], rows)


def _mistakes(entries):
    who = defaultdict(list)
    for entry in entries:
        for exercise in entry["exercises"]:
            if exercise["mistake"]:
                who[exercise["exercise"], exercise["mistake"]].append(entry["submission"])
    ranked = sorted(who.items(), key=lambda item: (-len(item[1]), item[0]))[:25]
    if not ranked:
        return "<h2>Commonest mistakes</h2><p>None was named.</p>"
    most = len(ranked[0][1])
    rows = [
        (f"{name}: {label.replace('_', ' ')}", f"{len(names)} ({_some(names)})", len(names) / most)
        for (name, label), names in ranked
    ]
    return "<h2>Commonest mistakes</h2>" + _bars("How many made them, and who", ["mistake", "learners"], rows)


def _some(names, limit=8):
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def _trouble(entries):
    """The lowest quarter, and everyone whose files need a look."""
    ranked = sorted(entries, key=lambda e: (e["score"] / e["max_score"], e["submission"]))
    rows = "".join(
        f'<tr><th scope="row">{escape(e["submission"])}</th><td>{_points(e)}</td>'
        f"<td>{escape(_first_open(e))}</td><td>{escape('; '.join(e['problems'][:3]))}</td></tr>"
        for e in ranked
        if e["score"] < e["max_score"] or e["problems"]
    )
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("submission", "points", "stands at", "files"))
    return (
        "<h2>Who needs help</h2><table><caption>Everyone who is not through, lowest first</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _first_open(entry):
    return next((x["exercise"] for x in entry["exercises"] if x["status"] != "passed"), "")


def _page(title, body):
    return PAGE.format(title=escape(title), style=STYLE, body=body)
