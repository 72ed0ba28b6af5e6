"""Shared keyword arguments of the functions."""

import inspect
import unittest

import brownout
from brownout._options import ExperimentOptions, RunOptions, change_words, joined, option_words

RUNS = (
    brownout.run,
    brownout.replicate,
    brownout.compare,
    brownout.sweep,
    brownout.capacity,
    brownout.tune,
    brownout.falsify,
    brownout.stability,
    brownout.reliability,
)


class OptionsTest(unittest.TestCase):
    def test_shared_arguments_are_in_the_signature_and_the_documentation(self):
        for function in RUNS:
            parameters = inspect.signature(function).parameters
            self.assertEqual(next(iter(parameters)), "scenario")
            self.assertNotIn("options", parameters)
            self.assertIs(parameters["charts"].default, False)
            self.assertIsNone(parameters["seed"].default)
            for name in parameters:
                self.assertIn(f"\n    {name}: ", function.__doc__, function.__name__)
            self.assertLess(function.__doc__.index("\n    out: "), function.__doc__.index("\nRaises:"))

    def test_an_unknown_argument_is_an_error_of_its_function(self):
        with self.assertRaisesRegex(TypeError, r"run\(\) got an unexpected keyword argument 'sed'"):
            brownout.run("hello-world", sed=1)
        with self.assertRaisesRegex(TypeError, r"validate\(\) got an unexpected keyword argument 'charts'"):
            brownout.validate("hello-world", charts=True)
        with self.assertRaisesRegex(TypeError, r"tune\(\) missing a required argument: 'vary'"):
            brownout.tune("hello-world")

    def test_arguments_are_words_of_the_command_line(self):
        changes = {"set": {"box.cores": 8}, "params": {"peak": "5/s"}, "seed": 0, "for_": "10m", "prices": "/p.json"}
        expected = ["--set", "box.cores=8", "--param", "peak=5/s", "--seed", "0", "--for", "10m", "--prices", "/p.json"]
        self.assertEqual(change_words(changes), expected)
        more = {
            "variant": ["a b", "c"],
            "threads": 2,
            "metric": "box.utilization",
            "confidence": "99%",
        }
        expected += ["--variant", "a b", "--variant", "c", "--threads", "2", "--metric", "box.utilization"]
        expected += ["--confidence", "99%"]
        self.assertEqual(option_words({**changes, **more, "charts": True, "out": "folder"}), expected)
        shared = {*RunOptions.__annotations__, *ExperimentOptions.__annotations__}
        self.assertEqual({*changes, *more, "charts", "out"}, shared)
        self.assertEqual(joined(("cost", "page.p99")), "cost,page.p99")
        self.assertIsNone(joined(None))
        self.assertEqual(option_words({}), [])


if __name__ == "__main__":
    unittest.main()
