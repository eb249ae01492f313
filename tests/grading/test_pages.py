"""The pages for people: complete, escaped, on their own, and readable without seeing the bars."""

import re
from html.parser import HTMLParser

import pytest

from dnn_helpers.exercises import EXERCISES
from dnn_helpers.grading import page
from dnn_helpers.grading.class_page import class_page
from dnn_helpers.grading.feedback import feedback_page, next_step
from dnn_helpers.grading.grade import NOT_FOUND

EVIL = '<script>alert("x")</script>'
FAILED = dict.fromkeys(["linear_forward", "relu"], "failed")


class Reader(HTMLParser):
    """All tags, which have to be closed in turn, and the text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.stack, self.text = [], [], ""
        self.feed(text)
        assert self.stack == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "br"):
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def entries(entry):
    return [
        entry("ada"),
        entry("bob", ["x.ipynb cannot be read"], **FAILED),
        entry(EVIL, note=EVIL, linear_forward="failed", sigmoid="not_attempted", predict="timed_out"),
    ]


@pytest.fixture(scope="module")
def pages(entries, summary):
    files = {one["submission"]: f"{number}.html" for number, one in enumerate(entries)}
    return {"class": class_page(summary(*entries), files)} | {
        str(number): feedback_page(one) for number, one in enumerate(entries)
    }


def test_a_page_is_whole_and_needs_nothing_else(pages):
    for text in pages.values():
        tags = Reader(text).tags
        assert {"html", "main", "title", "h1"} <= {tag for tag, _ in tags}
        assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags}
        assert dict(tags)["html"] == {"lang": "en"} and "http" not in text.split("</style>")[1]
        levels = [int(tag[1]) for tag, _ in tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:]))


def test_names_and_messages_are_escaped(pages):
    assert all(EVIL not in text for text in pages.values())
    assert EVIL in Reader(pages["2"]).text and EVIL in Reader(pages["class"]).text


def test_a_feedback_page_shows_every_exercise_the_mistake_its_figures_and_the_next_step(pages):
    text = Reader(pages["1"]).text
    assert all(exercise.name in text for exercise in EXERCISES)
    assert "Next step: mend linear_forward in notebook 02_forward_propagation" in text
    assert "Look at the bias." in text and "x.ipynb cannot be read" in text
    assert {"yours", "expected"} <= set(re.findall("<dt>(.*?)</dt>", pages["1"]))
    assert "150 of 160 points" in text
    assert "Everything is right" in Reader(pages["0"]).text


def test_what_was_begun_comes_before_what_was_not(entry):
    begun = entry("x", relu="not_attempted", compute_cost="failed")
    assert "mend compute_cost in notebook 03_cost_function" in next_step(begun)
    assert "write relu in notebook 02" in next_step(entry("x", relu="not_attempted"))


def test_the_class_page_says_in_words_who_stalls_where_and_over_what(pages):
    text = Reader(pages["class"]).text
    assert "The commonest first unfinished exercise is linear_forward: 2 submissions." in text
    assert "The commonest mistake is bias missing in linear_forward: 2 submissions" in text
    assert "1 of 3" in text and "2 of 3" in text
    assert text.index("bob", text.index("Who needs help")) > 0 and "x.ipynb cannot be read" in text
    assert ("a", {"href": "feedback/1.html"}) in Reader(pages["class"]).tags


def test_a_damaged_file_is_to_be_handed_in_again_and_spoken_of_once(entry):
    nothing = dict.fromkeys([exercise.name for exercise in EXERCISES], "not_attempted")
    problems = ["x.ipynb cannot be read: it is empty", *(f"{name}: {NOT_FOUND}" for name in nothing)]
    text = Reader(feedback_page(entry("eve", problems, **nothing))).text
    assert "Next step: hand your work in again" in text and text.count("x.ipynb") == 1
    assert f"{len(EXERCISES)} functions not found" in text and "What to look at" not in text


def test_nobody_in_trouble_is_folded_away(entry, summary):
    nothing = dict.fromkeys([exercise.name for exercise in EXERCISES], "not_attempted")
    low = [entry(f"low{number:02}", **nothing) for number in range(50)]
    text = class_page(summary(*low, *(entry(f"x{number:02}", relu="failed") for number in range(9))), {})
    assert "In trouble: 50" in text and text.index("low49") < text.index("<details><summary>9 more")


def test_a_large_class_folds_what_does_not_fit(entry, summary):
    names = [f"n{number:03}" for number in range(200)]
    text = class_page(summary(*(entry(name, relu="failed") for name in names)), {})
    words = Reader(text).text
    assert "and 192 more" in words and "160 more" in words and all(name in words for name in names)


def contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        lin = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_stands_out_in_light_and_dark():
    blocks = re.findall(r":root \{(.*?)\}", page.STYLE, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        colours = dict(re.findall(r"--(\w+): (#\w{6})", block))
        for name in ("ink", "good", "bad", "link"):
            assert contrast(colours[name], colours["paper"]) >= 4.5
        assert contrast(colours["ink"], colours["soft"]) >= 4.5
        assert contrast(colours["bar"], colours["paper"]) >= 3
