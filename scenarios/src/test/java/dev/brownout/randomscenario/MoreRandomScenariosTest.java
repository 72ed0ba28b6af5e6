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

/** More random scenarios than every build tries, each with a limit to its share of the processors and its memory. */
@Tag("thorough")
class MoreRandomScenariosTest {
    private static final String HEAP = "-Xmx1g";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {40, 240, 440, 640, 840, 1040})
    void upToTwoHundredFrom(int number) throws Exception {
        attempt(number, 200);
    }

    /** Numbers at which runs once never ended. */
    @ParameterizedTest
    @CsvSource({"20351", "21649"})
    void thoseThatNeverEnded(int number) throws Exception {
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
        String said = process.waitFor() + ": " + Files.readString(out);
        assertThat(said).isEqualTo("0: ");
    }
}
