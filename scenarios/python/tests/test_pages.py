"""Examples of the guide print the documented output. ``BROWNOUT_WRITE=1`` updates the page."""

import contextlib
import io
import os
import re
import unittest

from tests.support import ROOT, installed

PAGE = ROOT / "docs" / "guides" / "in-a-notebook.md"
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class GuideTest(unittest.TestCase):
    def test_examples_print_the_documented_output(self):
        page = PAGE.read_text("utf-8")
        examples = EXAMPLE.findall(page)
        self.assertEqual(len(examples), page.count("```python"))
        for code, expected in examples:
            with self.subTest(code):
                if "to_frame" in code and not installed("pandas"):
                    continue
                printed = io.StringIO()
                with contextlib.redirect_stdout(printed):
                    exec(compile(code, PAGE.name, "exec"), {})
                if os.environ.get("BROWNOUT_WRITE"):
                    before = f"{code}```\n\n```text\n"
                    page = page.replace(before + expected, before + printed.getvalue())
                    PAGE.write_text(page, "utf-8")
                else:
                    self.assertEqual(printed.getvalue(), expected)

    def test_every_function_is_in_the_table(self):
        import brownout

        functions = {name for name in brownout.__all__ if callable(getattr(brownout, name)) and name.islower()}
        rows = set(re.findall(r"^\| `(\w+)\(", PAGE.read_text("utf-8"), re.MULTILINE))
        self.assertEqual(rows, functions - {"__version__"})


if __name__ == "__main__":
    unittest.main()
