package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a short run must not wait for. */
class StartTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsMadeThatIsNotShownAndNoCodeOfRecordsAtRunTime() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        Process process = new ProcessBuilder(JavaProcess.command(
                        "-Xlog:class+load:file=" + loaded, Main.class.getName(), "run", "hello-world", "--for", "2s"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(ExitCode.HELD);
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).anyMatch(line -> line.contains(" dev.brownout.runtime.Run "));
        assertThat(classes)
                .as("of records that every run compares or hashes, equals and hashCode are written out")
                .noneMatch(line -> line.contains(" java.lang.runtime.ObjectMethods "));
        assertThat(classes)
                .as("what is on one screen needs no tables of pages")
                .noneMatch(line -> line.contains(" dev.brownout.summary.CostSummary "));
    }
}
