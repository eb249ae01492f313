"""What all failing cases have in common, and no other case has."""

from ..exercise import FORMULA
from .context import slug


def explain(findings):
    """The cause that the pattern of failing cases shows, as (label, sentence, rung), or None."""
    everything = set(range(len(findings)))
    wrong = {i for i, finding in enumerate(findings) if not finding.right}
    public = {i for i, finding in enumerate(findings) if finding.case.public}
    if public and wrong == everything - public and len(wrong) > 1:
        return (
            "hard_coded_example",
            "Your function is right for the example shown, which comes first, and wrong for every other "
            "input. Is a size, m, L or even a result of that example hard-coded? Or does something outlive "
            "the first call, such as a list or a random generator made outside the function?",
            FORMULA,
        )
    having = {}  # trait -> the cases that have it
    for i, finding in enumerate(findings):
        for trait in finding.case.traits:
            having.setdefault(trait, set()).add(i)
    told = {trait: cases for trait, cases in sorted(having.items()) if _enough(trait, cases, everything)}
    for trait, cases in told.items():
        if wrong == cases:
            question = QUESTIONS.get(trait, (None, None))[0] or "What is different there?"
            return (
                f"wrong_where_{slug(trait)}",
                f"Your function is right except where {trait}. {question}",
                FORMULA,
            )
    for trait, cases in told.items():
        if wrong == everything - cases:
            question = QUESTIONS.get(trait, (None, None))[1] or OTHERWISE
            return (
                f"right_only_where_{slug(trait)}",
                f"Your function is right only where {trait}. {question}",
                FORMULA,
            )
    return None


def _enough(trait, cases, everything):
    """Whether there are two cases with the trait and two without, or it is known to bring things about."""
    return trait in QUESTIONS or min(len(cases), len(everything - cases)) >= 2


OTHERWISE = "Which step of it does something else in the other cases, and which was never taken?"
# What a trait can bring about: a question where all of its cases are wrong, and where only they are right.
QUESTIONS = {
    "m = 1": (
        "Where does your function count, average or squeeze over the examples?",
        "So the examples get in each other's way: is something summed, averaged or divided in the wrong "
        "place (in every pass of a loop, say), or is one example taken for all?",
    ),
    "the layer has a single unit": (
        "Where does your function sum, squeeze or index over the units?",
        "So the units get in each other's way: does a sum run along the wrong axis, is an array overwritten "
        "in a loop over the units, or is one unit taken for all?",
    ),
    "the network has one layer": (
        "Such a network has no hidden layers: is something set, or only returned, inside their loop?",
        "So the last layer is right and the hidden layers are not: what happens to them in the loop, and in "
        "which order?",
    ),
    "the function is called a second time": (
        "Does it keep something between calls, in a global or in a default argument?",
        None,
    ),
    "an entry of Z is exactly 0": ("On which side of the condition does 0 fall?", None),
    "|Z| is large": ("Does an exponential overflow there, or is something cut off?", None),
    "there are ten or more layers": (
        "Does the order of the keys as text matter (W10 comes before W2)?",
        None,
    ),
    'activation is "sigmoid"': (
        "So the ReLU's branch is right and the sigmoid's is not: which function does it call, or how is it "
        "written out, and does a later line overwrite what it gave?",
        None,
    ),
    'activation is "relu"': (
        "So the sigmoid's branch is right and the ReLU's is not: which function does it call, or how is it "
        "written out, and does a later line overwrite what it gave?",
        None,
    ),
}
