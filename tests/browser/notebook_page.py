"""A notebook open in JupyterLab or in Notebook 7, as a learner's hands and eyes use it."""

LAB, NOTEBOOK = "lab/tree", "notebooks"  # where the server has JupyterLab and Notebook 7

# Lab shows a kernel as idle a second before it is connected, and loses what is run until then.
KERNEL_READY = """() => {
    const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
MODEL = "() => jupyterapp.shell.currentWidget.content.model.toJSON()"
OPEN_CELL = """async index => {
    const notebook = jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = index;
    await notebook.scrollToItem(index);
    notebook.mode = 'edit';
}"""
RAN = """([index, before]) => {
    const panel = jupyterapp.shell.currentWidget;
    const count = panel.content.widgets[index].model.executionCount;
    return count && count !== before && panel.sessionContext.session.kernel.status === 'idle';
}"""
RUN_ALL = "() => jupyterapp.commands.execute('notebook:run-all-cells')"
CHANGE_THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', {theme})"
THEME_IS = """light => document.body.dataset.jpThemeLight === light
    && !document.querySelector('#jupyterlab-splash')"""  # Lab covers the page while it changes
SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
TRUSTED = "index => jupyterapp.shell.currentWidget.content.widgets[index].model.trusted"


class OpenNotebook:
    """A notebook open in Lab. Cells go by their index; `grade_id` finds it by the exercise."""

    def __init__(self, page):
        self.page = page

    def cells(self) -> list:
        """The cells with their outputs, from Lab's model: the page holds only those in sight."""
        return self.page.evaluate(MODEL)["cells"]

    def index_of(self, grade_id) -> int:
        ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in self.cells()]
        return ids.index(grade_id)

    def setup_index(self) -> int:
        return [cell["cell_type"] for cell in self.cells()].index("code")

    def write(self, index, source):
        """Put `source` in a cell in one go: typed by key, the editor would indent it again."""
        self.page.evaluate(OPEN_CELL, index)
        self.page.locator(".jp-Cell.jp-mod-active .cm-content").fill(source)
        assert "".join(self.cells()[index]["source"]) == source

    def run(self, index) -> list:
        """Run one cell as a learner does, with Ctrl+Enter; its outputs."""
        before = self.cells()[index]["execution_count"]
        self.page.evaluate(OPEN_CELL, index)
        self.page.locator(".jp-Cell.jp-mod-active .cm-content").press("Control+Enter")
        self.page.wait_for_function(RAN, arg=[index, before])
        return self.cells()[index]["outputs"]

    def run_all(self):
        """Run the whole notebook, as far as it comes."""
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function(KERNEL_READY)

    def shown(self, index):
        """The HTML output of a cell, in sight on the page."""
        self.page.evaluate(OPEN_CELL, index)
        box = self.page.locator(".jp-Cell.jp-mod-active .jp-RenderedHTML").first
        box.wait_for(state="visible")
        box.scroll_into_view_if_needed()
        return box

    def text_below(self, index) -> str:
        """All that a person reads below a cell."""
        self.shown(index)
        return self.page.locator(".jp-Cell.jp-mod-active .jp-Cell-outputArea").inner_text()

    def save(self):
        self.page.evaluate(SAVE)

    def is_trusted(self, index) -> bool:
        """Whether the output of a cell is shown as its maker made it, or only what is harmless of it."""
        return self.page.evaluate(TRUSTED, index)

    def wear(self, theme):
        self.page.evaluate(CHANGE_THEME, theme)
        self.page.wait_for_function(THEME_IS, arg=str(theme == "JupyterLab Light").lower())
