"""Experiments and texts of the program."""

import tempfile
import unittest
from pathlib import Path

import brownout

from tests.support import BOX, installed


class SweepTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sweep = brownout.sweep(BOX, {"box.cores": range(3, 6), "load": ["60/s", "90/s"]}, metric="box.utilization")

    def test_points_have_numbers(self):
        self.assertEqual(len(self.sweep), 6)
        self.assertIsNone(self.sweep.frontier)
        self.assertEqual(self.sweep.column("box.cores"), [3, 3, 4, 4, 5, 5])
        self.assertEqual(self.sweep.column("load"), ["60/s", "90/s"] * 3)
        self.assertEqual(self.sweep.column("load [1/s]"), [60, 90] * 3)
        self.assertEqual(self.sweep.columns[:4], ["box.cores", "load", "load [1/s]", "variant"])

    def test_points_have_metrics_and_verdicts(self):
        run = brownout.run(BOX, set={"box.cores": 3})
        point = self.sweep[1]
        self.assertEqual(point["box.utilization [ratio]"], run.metrics["box.utilization"])
        self.assertEqual(point["page.p99 [ns]"], run.metrics["page.p99"])
        self.assertEqual(point["fast verdict"], "pass")

    @unittest.skipUnless(installed("pandas"), "pandas is not installed")
    def test_a_frame_can_be_computed_with(self):
        frame = self.sweep.to_frame()
        grouped = frame.groupby("box.cores")["box.utilization [ratio]"].mean()
        self.assertEqual(list(grouped.index), [3, 4, 5])
        self.assertTrue(grouped.is_monotonic_decreasing)

    def test_equal_sweeps_are_equal(self):
        vary = ["box.cores=3..5", "load=60/s,90/s"]
        self.assertEqual(brownout.sweep(BOX, vary, metric=["box.utilization"]), self.sweep)


class OtherExperimentsTest(unittest.TestCase):
    def test_replications_have_intervals_and_a_verdict(self):
        replications = brownout.replicate(BOX, n=3, set={"box.cores": 1})
        self.assertFalse(replications.passed)
        row = next(row for row in replications if row["number"] == "page.mean")
        self.assertEqual((row["replications"], row["unit"]), (3, "ns"))
        self.assertTrue(row["low"] < row["mean"] < row["high"])
        self.assertEqual(replications.confidence, 0.95)
        self.assertEqual(replications.columns[0], "variant")

    def test_comparison_of_two_scenarios(self):
        faster = {**BOX, "components": {"box": {"kind": "server", "cores": 4, "service": "exp(15ms)"}}}
        comparison = brownout.compare(BOX, faster, n=4, confidence="99%")
        self.assertEqual(comparison.confidence, 0.99)
        row = next(row for row in comparison.significant if row["number"] == "page.mean")
        self.assertLess(row["second_mean"], row["first_mean"])
        self.assertLess(row["high"], 0)

    def test_comparison_has_charts_a_frontier_and_a_folder(self):
        variants = {**BOX, "variants": {"four": {}, "eight": {"set": {"box.cores": 8}}}}
        with tempfile.TemporaryDirectory() as folder:
            comparison = brownout.compare(
                variants, n=2, objectives=["cost", "page.p99"], charts=True, out=folder
            )
            self.assertTrue(Path(folder, "report.html").is_file())
        self.assertTrue(comparison.charts)
        self.assertIsNotNone(comparison.frontier)
        self.assertIn("<img", comparison._repr_html_())
        self.assertEqual({(row["first"], row["second"]) for row in comparison}, {("four", "eight")})

    def test_capacity_is_a_load(self):
        capacity = brownout.capacity(BOX, tolerance="50%", n=3)
        self.assertTrue(capacity.found)
        bracket = capacity.loads[0]
        self.assertEqual((capacity.largest, bracket["unit"]), (bracket["met_up_to"], "1/s"))
        self.assertTrue(90 < capacity.largest < bracket["violated_from"])
        self.assertIn(capacity.largest, capacity.column("load [1/s]"))
        self.assertTrue(capacity.findings[0].startswith("all assertions are met up to "))

    def test_capacity_is_a_design(self):
        capacity = brownout.capacity(BOX, {"box.cores": "2..5"}, n=4)
        self.assertIsNone(capacity.largest)
        smallest = min(row["box.cores"] for row in capacity if row["fast verdict"] == "pass")
        self.assertEqual(capacity.designs, [{"box.cores": str(smallest)}])

    def test_capacity_may_not_exist(self):
        capacity = brownout.capacity(BOX, {"box.cores": "1..2"}, n=2, set={"load": "900/s"})
        self.assertFalse(capacity.found)
        self.assertEqual(capacity.designs, [])

    def test_tuning_recommends_values(self):
        tuning = brownout.tune(BOX, {"box.cores": "2..6"}, runs=50, n=2, sensitivity="none")
        self.assertTrue(tuning.found)
        self.assertIn("box.cores", tuning.recommended)
        self.assertTrue(tuning.findings)


class TextsTest(unittest.TestCase):
    def test_the_library_is_a_table(self):
        library = brownout.library()
        self.assertGreater(len(library), 100)
        names = library.column("name")
        self.assertIn("hello-world", names)
        entry = library[names.index("retry-storm")]
        self.assertTrue(entry["question"].endswith("?"))
        self.assertTrue(all(entry["title"] for entry in library))
        self.assertIn("databases", library.column("theme"))
        with self.assertRaisesRegex(brownout.BrownoutError, "no scenario contains 'zzzz'"):
            brownout.library("zzzz")

    def test_a_scenario_of_the_library_is_a_text(self):
        self.assertIn("\nload: 180/s\n", brownout.show("hello-world"))

    def test_words_and_scenarios_are_explained(self):
        self.assertIn("cores", brownout.explain("server", "parameters"))
        self.assertIn("box", brownout.explain(BOX, set={"box.cores": 8}))

    def test_any_command_can_be_executed(self):
        self.assertIn(brownout.__version__, brownout.command("--version"))


if __name__ == "__main__":
    unittest.main()
