"""What axe-core, the engine behind most accessibility checkers, finds wrong on a page."""

from axe_playwright_python.base import AXE_SCRIPT

OPEN_FOLDS = "() => document.querySelectorAll('details').forEach(fold => fold.open = true)"
RUN = "() => axe.run({resultTypes: ['violations']})"


def violations(page) -> list[str]:
    """Every violation on an open page, folded parts included: rule, element, what would be right."""
    page.evaluate(OPEN_FOLDS)  # axe judges only what can be seen
    page.evaluate(AXE_SCRIPT)
    return [
        f"{found['id']}: {element['html'][:200]}: {found['help']}. {element['failureSummary']}"
        for found in page.evaluate(RUN)["violations"]
        for element in found["nodes"]
    ]
