package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Startup work that a short run must avoid. */
class StartTest {
    @TempDir
    private Path folder;

    @Test
    void shortRunLoadsNoUnneededClasses() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        Process process = new ProcessBuilder(JavaProcess.command(
                        "-Xlog:class+load:file=" + loaded, Main.class.getName(), "run", "hello-world", "--for", "2s"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(ExitCode.SUCCESS);
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).anyMatch(line -> line.contains(" dev.brownout.runtime.Run "));
        assertThat(classes)
                .as("records compared or hashed in every run define equals and hashCode explicitly")
                .noneMatch(line -> line.contains(" java.lang.runtime.ObjectMethods "));
        assertThat(classes)
                .as("output for one screen needs no tables of reports")
                .noneMatch(line -> line.contains(" dev.brownout.summary.CostSummary "));
    }
}
