"""What the judge found on one case."""

from dataclasses import dataclass

from .attempt import Outcome
from .exercise import Case


@dataclass(frozen=True)
class Finding:
    """One case, what came, what was right, and how the two differ.

    differences  between the results, in the order of compare.STAGES
    touched      between the arguments as given and as they are after the call
    """

    case: Case
    outcome: Outcome
    expected: Outcome
    differences: tuple = ()
    touched: tuple = ()

    @property
    def right(self) -> bool:
        return self.outcome.status == "returned" and not self.differences and not self.touched
