"""The pages for people: complete, escaped, on their own, and readable without seeing the bars."""

import re
from html.parser import HTMLParser

import pytest

from dnn_helpers.exercises import EXERCISES
from dnn_helpers.grading import pages

EVIL = '<script>alert("x")</script>'


def entry(name, failing=(), problems=(), mistake="bias_missing"):
    exercises = [
        {
            "exercise": e.name,
            "status": "failed" if e.name in failing else "passed",
            "score": 0.0 if e.name in failing else e.max_score,
            "max_score": e.max_score,
            "mistake": mistake if e.name in failing else None,
            "message": f"{e.name}: look at the bias {EVIL}",
            "carried_forward": False,
        }
        for e in EXERCISES
    ]
    return {
        "submission": name,
        "score": sum(x["score"] for x in exercises),
        "max_score": sum(x["max_score"] for x in exercises),
        "problems": list(problems),
        "exercises": exercises,
    }


ENTRIES = [
    entry("ada"),
    entry("bob", ["linear_forward", "relu"], ["x.ipynb cannot be read"]),
    entry(EVIL, ["linear_forward"]),
]
CLASS = pages.class_page({"seed": 3, "version": "1", "submissions": ENTRIES})
PAGES = {"class": CLASS, "all right": pages.feedback(ENTRIES[0]), "failing": pages.feedback(ENTRIES[2])}


class Reader(HTMLParser):
    """All tags, which have to be closed in turn, and the text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.stack, self.text = [], [], ""
        self.feed(page)
        assert self.stack == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta",):
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_is_whole_and_needs_nothing_else(page):
    tags = Reader(page).tags
    assert {"html", "main", "title", "h1"} <= {tag for tag, _ in tags}
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags}
    assert dict(tags)["html"] == {"lang": "en"} and "http" not in page.split("</style>")[1]
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:]))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_names_and_messages_are_escaped(page):
    assert EVIL not in page


def test_a_feedback_page_shows_every_exercise_and_the_next_step():
    text = Reader(PAGES["failing"]).text
    assert all(e.name in text for e in EXERCISES)
    assert "Next step: mend linear_forward" in text and "look at the bias" in text
    assert "155 of 160 points" in text
    assert "Everything is right" in Reader(PAGES["all right"]).text


def test_the_class_page_says_in_words_who_stalls_where_and_over_what():
    text = Reader(CLASS).text
    assert "linear_forward: bias missing" in text and "2 (bob, " + EVIL in text
    assert "1 of 3" in text and "2 of 3" in text
    assert text.index("bob", text.index("Who needs help")) > 0 and "x.ipynb cannot be read" in text


def contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        lin = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_stands_out_in_light_and_dark():
    for block in re.findall(r":root \{(.*?)\}", pages.STYLE, re.DOTALL):
        colours = dict(re.findall(r"--(\w+): (#\w{6})", block))
        for name in ("ink", "good", "bad"):
            assert contrast(colours[name], colours["paper"]) >= 4.5
        assert contrast(colours["ink"], colours["soft"]) >= 4.5
