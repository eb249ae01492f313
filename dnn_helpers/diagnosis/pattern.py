"""What all failing cases have in common, and no other case has."""

from ..exercise import FORMULA
from .context import slug


def explain(findings):
    """The cause that the pattern of failing cases shows, as (label, sentence, rung), or None."""
    everything = set(range(len(findings)))
    wrong = {i for i, finding in enumerate(findings) if not finding.right}
    public = {i for i, finding in enumerate(findings) if finding.case.public}
    if public and wrong == everything - public:
        return (
            "hard_coded_example",
            "Your function is right for the example shown and wrong for every other input. Is a "
            "size, m, L or even a result of that example hard-coded?",
            FORMULA,
        )
    for trait in sorted({trait for finding in findings for trait in finding.case.traits}):
        having = {i for i, finding in enumerate(findings) if trait in finding.case.traits}
        if wrong == having:
            return (
                f"wrong_where_{slug(trait)}",
                f"Your function is right except where {trait}. What is different there?",
                FORMULA,
            )
        if wrong == everything - having:
            return (
                f"right_only_where_{slug(trait)}",
                f"Your function is right only where {trait}. What is different elsewhere?",
                FORMULA,
            )
    return None
