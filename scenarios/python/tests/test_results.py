"""Runs of the program, and their results as data."""

import csv
import json
import tempfile
import unittest
import warnings
from pathlib import Path
from unittest import mock

import brownout
from brownout._problems import errors
from brownout._results import Assertion, quantity

from tests.support import BOX, SHOP, installed


class RunTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            cls.result = brownout.run("hello-world", for_="20s", charts=True, out=folder)
            cls.json = json.loads(Path(folder, "result.json").read_text("utf-8"))
            cls.csv = list(csv.reader(Path(folder, "series.csv").read_text("utf-8").splitlines()))

    def test_the_result_has_the_content_of_result_json(self):
        self.assertEqual(self.result.json, self.json)
        self.assertEqual(self.result.title, "one box")
        self.assertTrue(self.result.passed)
        self.assertEqual(self.result.verdict, "PASS")
        self.assertEqual(list(self.result.variants), ["base"])

    def test_an_assertion_has_bound_and_measured_value(self):
        fast = self.result.variant.assertions["fast"]
        self.assertEqual((fast.metric, fast.comparison, fast.bound, fast.unit), ("page.p99", "<", 400e6, "ns"))
        self.assertEqual(fast.measured, self.result.metrics["page.p99"])
        self.assertEqual((fast.met, fast.expected, fast.verdict), (True, True, "met"))
        self.assertEqual(self.result.assertions[0]["measured"], fast.measured)
        self.assertEqual(self.result.assertions.columns, list(Assertion.__dataclass_fields__))

    def test_metrics_have_the_names_of_the_language(self):
        metrics = self.result.metrics
        self.assertEqual(metrics["page.offered"], metrics["page.good"] + metrics["page.unfinished"])
        self.assertLess(metrics["box.utilization"], 1)
        self.assertEqual(metrics.unit("box.utilization"), "ratio")
        self.assertEqual(metrics["box/1.utilization"], metrics["box.utilization"])
        with self.assertRaisesRegex(KeyError, "no metric 'page.p98' in this result; did you mean 'page.p9"):
            metrics["page.p98"]

    def test_metrics_are_those_of_the_program(self):
        result = brownout.run(SHOP)
        self.assertEqual((result.passed, result.verdict), (True, "no assertions"))
        metrics = result.metrics
        # The language refuses metrics that are always 0 or 1, and experiments have no tail of too few requests.
        names = [name for name, value in metrics.items() if value not in (None, 0, 1) and ".p99.9" not in name]
        measured = brownout.replicate(SHOP, n=1, metric=names)
        rows = {row["number"]: row for row in measured}
        self.assertGreater(len(names), 100)
        for name in names:
            with self.subTest(name):
                self.assertEqual(rows[name]["unit"], metrics.unit(name))
                # A bill rounds its items.
                digits = 12 if ".cost" in name else 15
                self.assertAlmostEqual(rows[name]["mean"] / metrics[name], 1, digits)

    def test_series_have_the_rows_of_series_csv(self):
        self.assertEqual(self.result.series.columns, self.csv[0])
        self.assertEqual(len(self.result.series), len(self.csv) - 1)
        for row, cells in zip(self.result.series, self.csv[1:]):
            self.assertEqual(row["variant"], cells[0])
            for value, cell in zip(list(row.values())[1:], cells[1:]):
                self.assertEqual(value, float(cell) if cell else None)

    def test_tables_have_a_row_for_each_item(self):
        self.assertEqual([row["request"] for row in self.result.requests], ["all", "page"])
        self.assertEqual(self.result.requests[1]["p99_ns"], self.result.metrics["page.p99"])
        self.assertEqual(self.result.cost.column("component"), ["all", "box"])
        self.assertEqual(self.result.cost[0]["total"], self.result.metrics["all.cost"])
        self.assertEqual(len(self.result.to_table()), len(self.result.metrics))
        with self.assertRaisesRegex(KeyError, "no column 'p99'; the columns are variant, request"):
            self.result.requests.column("p99")

    def test_charts_are_images(self):
        self.assertIn("page-latency", self.result.charts)
        for chart in self.result.charts.values():
            self.assertTrue(chart.svg.lstrip().startswith("<"), chart)
            self.assertTrue(chart.png.startswith(b"\x89PNG"), chart)
        self.assertIn("data:image/svg+xml;base64,", self.result._repr_html_())

    def test_a_notebook_shows_the_assertions(self):
        text = self.result._repr_html_()
        self.assertIn("<b>one box</b>: PASS", text)
        self.assertIn("<td>&lt; 400 ms</td>", text)

    def test_the_same_seed_gives_an_equal_result(self):
        seeded, other = (brownout.run("hello-world", for_="20s", seed=self.result.variant.seed + n) for n in (0, 1))
        self.assertEqual(dict(seeded.metrics), dict(self.result.metrics))
        self.assertNotEqual(dict(other.metrics), dict(self.result.metrics))

    def test_frames_have_the_rows_of_tables(self):
        if not installed("pandas"):
            with self.assertRaisesRegex(ImportError, "needs pandas"):
                self.result.series.to_frame()
            return
        frame = self.result.series.to_frame()
        self.assertEqual(list(frame.columns), self.result.series.columns)
        self.assertEqual(len(frame), len(self.result.series))
        self.assertEqual(frame["from [s]"].iloc[-1], self.result.series[-1]["from [s]"])
        metrics = self.result.to_frame().set_index("metric")["value"]
        self.assertEqual(metrics["page.p99"], self.result.metrics["page.p99"])

    def test_without_pandas_the_error_names_the_extra(self):
        with mock.patch.dict("sys.modules", {"pandas": None}):
            with self.assertRaisesRegex(ImportError, r"brownout\[pandas\]"):
                self.result.series.to_frame()


class VariantsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.result = brownout.run("bulkhead")

    def test_expected_violations_pass(self):
        self.assertTrue(self.result.passed)
        self.assertTrue(all(variant.passed for variant in self.result.variants.values()))
        violated = [row for row in self.result.assertions if not row["met"]]
        self.assertTrue(violated)
        for row in violated:
            self.assertEqual((row["variant"], row["verdict"]), ("no protection", "violated"))
            self.assertTrue(row["expected"])

    def test_a_variant_is_selected_by_its_name(self):
        self.assertEqual(self.result["bulkhead of 5"].name, "bulkhead of 5")
        with self.assertRaisesRegex(ValueError, r"select one of 'no protection', .*: result\[NAME\]"):
            self.result.metrics
        with self.assertRaisesRegex(KeyError, "no variant 'base'; the variants are 'no protection'"):
            self.result["base"]

    def test_tables_have_the_rows_of_all_variants(self):
        names = list(self.result.variants)
        for table in (self.result.requests, self.result.series, self.result.events, self.result.cost):
            self.assertEqual(list(dict.fromkeys(table.column("variant"))), names)
        what = {row["what"] for row in self.result["no protection"].events}
        self.assertIn("fault-start", what)

    def test_variants_can_be_chosen(self):
        result = brownout.run("bulkhead", variant=["timeout 1 s"])
        self.assertEqual(list(result.variants), ["timeout 1 s"])
        self.assertEqual(result.variant.json, self.result["timeout 1 s"].json)


class ScenariosTest(unittest.TestCase):
    def test_a_dict_and_its_text_are_equal_scenarios(self):
        text = (
            "scenario: box\nload: 90/s\ncomponents:\n  box: { kind: server, cores: 4, service: exp(20ms) }\n"
            "requests:\n  page: { path: [box] }\nrun: 10s\nsla:\n  fast: page.p99 < 400ms\n"
        )
        self.assertEqual(brownout.run(BOX), brownout.run(text))

    def test_settings_change_the_scenario(self):
        result = brownout.run(BOX, set={"box.cores": 1}, params={})
        self.assertEqual((result.passed, result.variant.passed, result.verdict), (False, False, "FAIL"))
        fast = result.variant.assertions["fast"]
        self.assertEqual((fast.met, fast.expected, fast.verdict), (False, False, "violated"))
        self.assertGreater(fast.measured, fast.bound)


class ErrorsTest(unittest.TestCase):
    def test_an_invalid_scenario_is_a_result_of_validate(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "box.yaml")
            path.write_text("load: 1/s\nrun: 1s\ncomponents:\n  box: { kind: server, coress: 4 }\n", "utf-8")
            problems = brownout.validate(path, set={"run.duration": "2s"})
        self.assertFalse(problems.valid)
        problem = next(one for one in problems.errors if one.line == 4)
        self.assertEqual((problem.file, problem.column, problem.severity), (str(path), 24, "error"))
        self.assertEqual(problem.suggestion, "cores")
        self.assertTrue(str(problem).startswith(f"{path}:4:24: unknown key 'coress'"))
        self.assertIn("\n      box: { kind: server, coress: 4 }\n", str(problem))
        self.assertIn((4, "cores"), [(row["line"], row["suggestion"]) for row in problems])

    def test_an_invalid_scenario_raises_its_problems(self):
        wrong = {**BOX, "components": {"box": {"kind": "server", "coress": 4}}}
        with self.assertRaises(brownout.BrownoutError) as raised:
            brownout.run(wrong)
        problem = raised.exception.problems[0]
        self.assertEqual((raised.exception.code, problem.file), (2, "scenario.yaml"))
        self.assertEqual(problem.source.strip(), '"coress": 4')
        self.assertEqual(str(raised.exception), str(problem))

    def test_problems_of_settings_name_the_option(self):
        with self.assertRaises(brownout.BrownoutError) as raised:
            brownout.run(BOX, set={"box.cores": 3, "box.coress": 2})
        self.assertEqual([one.file for one in raised.exception.problems], ["--set"])
        self.assertIn("box.coress=2", str(raised.exception))

    def test_problems_are_found_in_messages(self):
        message = "a b.yaml:3:5: warning: slow\na b.yaml:4:24: unknown key 'x'\n  x: 1\n  ^\nscenario.yaml: no load\n"
        found = errors(message)
        places = [(one.file, one.line, one.column, one.message) for one in found]
        self.assertEqual(places, [("a b.yaml", 4, 24, "unknown key 'x'")])

    def test_other_errors_have_the_message_of_the_program(self):
        with self.assertRaisesRegex(brownout.BrownoutError, "'hello-wrld'; did you mean 'hello-world'"):
            brownout.run("hello-wrld")
        with self.assertRaisesRegex(brownout.BrownoutError, "^unknown variant 'other'; expected 'base'$") as raised:
            brownout.run("hello-world", variant="other")
        self.assertEqual(raised.exception.problems, [])

    def test_warnings_are_warnings_of_python(self):
        spare = {"spare": {"kind": "server", "service": "1ms"}}
        with self.assertWarns(brownout.BrownoutWarning) as warned:
            result = brownout.run({**BOX, "components": {**BOX["components"], **spare}})
        self.assertEqual(warned.filename, __file__)
        self.assertIn("warning: ", result.warnings[0])


class QuantityTest(unittest.TestCase):
    def test_values_have_readable_units(self):
        for value, unit, text in (
            (237e6, "ns", "237 ms"),
            (1.5e9, "ns", "1.5 s"),
            (0.98996, "ratio", "98.996 %"),
            (3, "1", "3"),
            (140.0, "1/s", "140/s"),
            (0.016, "$", "0.016 $"),
            (None, "ns", "no data"),
        ):
            self.assertEqual(quantity(value, unit), text)


if __name__ == "__main__":
    warnings.simplefilter("ignore", brownout.BrownoutWarning)
    unittest.main()
