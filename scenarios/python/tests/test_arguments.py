"""Scenarios and settings as words of a command line."""

import json
import os
import tempfile
import unittest
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from brownout._scenario import arguments, setting, variations

from tests.support import BOX, installed


class ScenarioArgumentsTest(unittest.TestCase):
    def test_names_and_paths_stay(self):
        with arguments("hello-world", "shop.yaml", Path("folder/shop"), Path("shop")) as given:
            shop = os.path.join(".", "shop")
            self.assertEqual(given.words, ["hello-world", "shop.yaml", os.path.join("folder", "shop"), shop])
            self.assertIsNone(given.cwd)

    def test_texts_and_dicts_are_files_until_the_end(self):
        with arguments("load: 1/s\nrun: 1s\n", BOX) as given:
            self.assertEqual(given.words, ["scenario.yaml", "scenario-2.yaml"])
            first = Path(given.cwd, "scenario.yaml")
            self.assertEqual(first.read_text("utf-8"), "load: 1/s\nrun: 1s\n")
            self.assertEqual(json.loads(Path(given.cwd, "scenario-2.yaml").read_text("utf-8")), BOX)
        self.assertFalse(first.parent.exists())

    def test_folder_is_removed_after_an_interrupt(self):
        with self.assertRaises(KeyboardInterrupt):
            with arguments(BOX) as given:
                raise KeyboardInterrupt
        self.assertFalse(Path(given.cwd).exists())

    def test_files_beside_a_text_are_found_from_its_folder(self):
        with tempfile.NamedTemporaryFile(suffix=".yaml", dir=".") as file:
            relative = os.path.basename(file.name)
            with arguments(BOX, relative) as given:
                self.assertEqual(given.words, ["scenario.yaml", os.path.abspath(relative)])

    def test_values_of_a_dict_without_a_form_are_rejected(self):
        for value, error in ((float("nan"), ValueError), (object(), TypeError), ({1, 2}, TypeError)):
            with self.subTest(value=value), self.assertRaises(error), arguments({"load": value}):
                pass


class SettingsTest(unittest.TestCase):
    def test_values_are_written_as_in_the_language(self):
        for value, text in (
            (4, "4"),
            (4.0, "4"),
            (0.1, "0.1"),
            (1e-7, "0.0000001"),
            (1e22, "10000000000000000000000"),
            (Decimal("2.50"), "2.50"),
            (True, "true"),
            ("exp(20ms)", "exp(20ms)"),
            (timedelta(milliseconds=1.5), "1500us"),
            ([1, 2], "[1, 2]"),
            ({"rate": "5/s"}, '{"rate": "5/s"}'),
        ):
            with self.subTest(value=value):
                self.assertEqual(setting(value), text)

    def test_values_without_a_form_are_rejected(self):
        for value, error in ((None, TypeError), (object(), TypeError), (float("inf"), ValueError)):
            with self.subTest(value=value), self.assertRaises(error):
                setting(value)

    @unittest.skipUnless(installed("numpy"), "NumPy is not installed")
    def test_numbers_of_numpy_are_numbers(self):
        import numpy

        self.assertEqual(setting(numpy.int64(4)), "4")
        self.assertEqual(setting(numpy.float64(0.5)), "0.5")
        self.assertEqual(setting(numpy.float32(0.5)), "0.5")
        self.assertEqual(variations({"box.cores": numpy.arange(2, 5)}), ["box.cores=2,3,4"])

    def test_variations_are_texts_or_a_dict(self):
        self.assertEqual(variations("load"), ["load"])
        self.assertEqual(variations(["load=1/s..9/s", "box.cores=2..4"]), ["load=1/s..9/s", "box.cores=2..4"])
        self.assertEqual(
            variations({"load": None, "box.cores": range(2, 5), "box.service": ["exp(20ms)", "30ms"], "x.y": "1..3"}),
            ["load", "box.cores=2,3,4", "box.service=exp(20ms),30ms", "x.y=1..3"],
        )


if __name__ == "__main__":
    unittest.main()
