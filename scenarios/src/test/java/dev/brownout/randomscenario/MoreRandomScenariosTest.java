package dev.brownout.randomscenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All random scenarios from which each build chooses, in a process with limits on CPU time and memory. */
@Tag("thorough")
class MoreRandomScenariosTest {
    private static final String HEAP = "-Xmx1g";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 248, 496, 744, 992})
    void furtherScenariosRunWithoutFailure(int number) throws Exception {
        attempt(number, 248);
    }

    /** Regression test for scenarios with runs that did not terminate. */
    @ParameterizedTest
    @CsvSource({"20351", "21649"})
    void scenariosThatOnceNeverEndedTerminate(int number) throws Exception {
        attempt(number, 1);
    }

    private void attempt(int from, int many) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        HEAP,
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RandomPiece.class.getName(),
                        Integer.toString(from),
                        Integer.toString(many))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        String text = process.waitFor() + ": " + Files.readString(out);
        assertThat(text).isEqualTo("0: ");
    }
}
