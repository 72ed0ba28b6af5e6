"""Execution of the notebook."""

import json
import os
import unittest
from pathlib import Path

import brownout

from tests.support import ROOT, environment, installed

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "first-notebook.ipynb"
NEEDED = ("pandas", "matplotlib", "nbformat", "nbconvert", "ipykernel")


class NotebookTest(unittest.TestCase):
    def test_the_committed_notebook_has_no_outputs(self):
        cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
        for cell in cells:
            if cell["cell_type"] == "code":
                self.assertEqual((cell["outputs"], cell["execution_count"]), ([], None))

    @unittest.skipUnless(installed(*NEEDED), f"the notebook needs {', '.join(NEEDED)}")
    def test_every_cell_runs(self):
        import nbformat
        from nbconvert.preprocessors import ExecutePreprocessor

        notebook = nbformat.read(NOTEBOOK, as_version=4)
        # The kernel may be another installation of Python, and a notebook of a checkout finds the program there.
        package = str(Path(brownout.__file__).resolve().parents[1])
        program = os.environ.get("BROWNOUT", "") or str(ROOT / "brownout")
        with environment(PYTHONPATH=package, BROWNOUT=program):
            execution = ExecutePreprocessor(timeout=600, startup_timeout=600)
            execution.preprocess(notebook, {"metadata": {"path": str(NOTEBOOK.parent)}})
        outputs = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
        data = [output.get("data", {}) for cell in outputs for output in cell]
        texts = [output.get("text", "") for cell in outputs for output in cell]
        html = "".join(one.get("text/html", "") for one in data)
        self.assertIn("<b>one box</b>: PASS", html)
        self.assertIn('class="dataframe"', html)
        self.assertTrue(any("image/png" in one for one in data), "a plot")
        self.assertTrue(any("page.p99" in text for text in texts), "an assertion")


if __name__ == "__main__":
    unittest.main()
