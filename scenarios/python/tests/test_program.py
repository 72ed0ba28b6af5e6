"""Location and execution of the program."""

import os
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import brownout
from brownout._program import execute, program

from tests.support import BOX, ROOT, environment, launcher

NOTHING = {"BROWNOUT": "", "PATH": "/none"}


class LocationTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        before = os.getcwd()
        self.addCleanup(os.chdir, before)
        os.chdir(self.folder)

    def test_the_variable_names_a_launcher(self):
        path = launcher(self.folder, "echo yes")
        with environment(BROWNOUT=path):
            self.assertEqual(program(), [path])
            self.assertEqual(execute(["--version"]).out, "yes\n")

    def test_the_variable_names_a_jar(self):
        Path("brownout.jar").touch()
        java = launcher(self.folder, "", "java")
        with environment(BROWNOUT="brownout.jar", JAVA_HOME="", PATH=self.folder):
            self.assertEqual(program()[0], java)
            self.assertEqual(program()[-2:], ["-jar", os.path.abspath("brownout.jar")])
        with environment(BROWNOUT="brownout.jar", JAVA_HOME="/none", PATH=self.folder):
            with self.assertRaisesRegex(brownout.BrownoutError, "JAVA_HOME is /none, where there is no bin/java"):
                program()

    def test_the_variable_must_name_a_file(self):
        with environment(BROWNOUT="/none/brownout"):
            with self.assertRaisesRegex(brownout.BrownoutError, "BROWNOUT is /none/brownout, which is no file"):
                program()

    def test_the_path_is_next(self):
        path = launcher(self.folder, "", "brownout")
        with environment(BROWNOUT="", PATH=self.folder):
            self.assertEqual(program(), [path])

    def test_the_checkout_is_last(self):
        Path("scenarios", "cli").mkdir(parents=True)
        Path("scenarios", "cli", "pom.xml").touch()
        Path("notebooks").mkdir()
        path = launcher(self.folder, "", "brownout")
        os.chdir("notebooks")
        with environment(**NOTHING):
            found = program()
        of_package = [str(ROOT / "brownout")]  # The package is tested in its place in the repository, or installed.
        self.assertIn(found, ([os.path.realpath(path)], of_package))

    @unittest.skipIf(ROOT in Path(brownout.__file__).resolve().parents, "the package is in a checkout")
    def test_without_a_program_the_error_names_the_ways(self):
        with environment(**NOTHING):
            with self.assertRaisesRegex(brownout.BrownoutError, "set BROWNOUT .*, put 'brownout' on the PATH, or"):
                program()

    def test_what_cannot_be_executed_is_an_error(self):
        path = Path("launcher")
        path.touch()
        with environment(BROWNOUT=str(path)):
            with self.assertRaisesRegex(brownout.BrownoutError, "launcher cannot be started: Permission denied"):
                execute(["--version"])


class FailureTest(unittest.TestCase):
    def failure(self, script):
        with tempfile.TemporaryDirectory() as folder:
            with environment(BROWNOUT=launcher(folder, script)):
                with self.assertRaises(brownout.BrownoutError) as raised:
                    execute(["run"])
        return raised.exception

    def test_the_message_is_that_of_the_program(self):
        error = self.failure("echo 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g' >&2; echo 'brownout: no space' >&2; exit 2")
        self.assertEqual(str(error), "no space")
        self.assertEqual(error.code, 2)
        self.assertEqual(error.problems, [])

    def test_a_failure_without_a_message_has_its_exit_code(self):
        self.assertEqual(str(self.failure("exit 7")), "the program ended with exit code 7 and without a message")

    def test_an_old_java_is_named(self):
        error = self.failure("echo 'java.lang.UnsupportedClassVersionError: dev/brownout' >&2; exit 1")
        self.assertIn("needs Java 17 or newer", str(error))

    def test_output_of_another_version_is_an_error(self):
        with tempfile.TemporaryDirectory() as folder:
            with environment(BROWNOUT=launcher(folder, "echo '{\"rows\": []}'")):
                for function in (brownout.run, brownout.replicate):
                    with self.assertRaisesRegex(brownout.BrownoutError, "must be of the same version"):
                        function("hello-world")

    def test_an_interrupted_program_is_no_result(self):
        self.assertEqual(str(self.failure("exit 130")), "the program was interrupted")


@unittest.skipUnless(os.name == "posix", "signals of POSIX")
class InterruptTest(unittest.TestCase):
    def test_an_interrupt_ends_the_program_and_removes_the_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            state = Path(folder, "state")
            os.mkfifo(state)
            # The output is larger than a pipe, so the launcher continues when the package reads it.
            path = launcher(folder, f'head -c 1000000 /dev/zero; echo "$$ $PWD" >{state}; exec sleep 86400')
            # An open end of the pipe ends the wait for the state when the script ends early.
            script = f"keep = open({str(state)!r}, 'w'); import brownout; brownout.run({BOX!r})"
            variables = {**os.environ, "BROWNOUT": path, "PYTHONPATH": os.pathsep.join(sys.path)}
            # A process that a shell starts in the background ignores SIGINT, and so do its children.
            with subprocess.Popen(
                [sys.executable, "-c", script],
                env=variables,
                stderr=subprocess.PIPE,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            ) as process:
                with open(state) as line:
                    pid, working = line.readline().split()
                self.assertTrue(Path(working, "scenario.yaml").is_file())
                process.send_signal(signal.SIGINT)
                error = process.communicate(timeout=600)[1].decode()
            self.assertIn("KeyboardInterrupt", error)
            self.assertFalse(Path(working).exists())
            with self.assertRaises(ProcessLookupError):
                os.kill(int(pid), 0)


class VersionTest(unittest.TestCase):
    def test_the_version_is_that_of_the_program(self):
        self.assertIn(f"<revision>{brownout.__version__}</revision>", (ROOT / "pom.xml").read_text("utf-8"))

    def test_every_public_name_is_documented(self):
        for name in brownout.__all__:
            if not name.startswith("__"):
                self.assertTrue(getattr(brownout, name).__doc__, name)


if __name__ == "__main__":
    unittest.main()
