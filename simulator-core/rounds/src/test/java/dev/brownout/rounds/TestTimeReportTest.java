package dev.brownout.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of the times of test classes, on a machine that takes twice the reference time. */
class TestTimeReportTest {
    @TempDir
    private Path root;

    private String report(String seconds) throws IOException {
        return report(seconds, Stream.of("1970-01-01T00:00:05Z"));
    }

    private String report(String seconds, Stream<String> start) throws IOException {
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("core/target"));
        Files.writeString(root.resolve("core/pom.xml"), "<project/>");
        Files.writeString(root.resolve("limits.txt"), """
                # Comment

                limit 1.5 for every class
                loop 0.1 on the reference machine
                LongTest 10 has its reason
                """);
        Files.writeString(root.resolve("core/target/test-times.tsv"), """
                1000\t(loop)\t9.9
                1000\tdev.OldTest\t1
                5000\t(loop)\t0.2
                5001\t(count) runs of library scenarios\t1.00
                5002\tdev.SlowTest\t%s
                5003\tdev.LongTest\t19.8
                5004\t(count) runs of library scenarios\t1.00
                """.formatted(seconds));
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            Stream<String> arguments = Stream.of(
                    root.toString(), "target", root.resolve("limits.txt").toString());
            TestTimeReport.main(Stream.concat(arguments, start).toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void classesAndCountsOfThisBuildAreListed() throws IOException {
        assertThat(report("2.9").lines())
                .containsExactly(
                        "Tests: 2 classes, 23 CPU s; the machine takes 2.00 of the reference time",
                        "    22.7 s  core (2 classes)",
                        "runs of library scenarios: 2",
                        "The slowest test classes, in CPU s of the reference machine:",
                        "     9.9 s  dev.LongTest (core)",
                        "     1.5 s  dev.SlowTest (core)");
    }

    @Test
    void lastTimeOfEachClassIsListedWithoutAStart() throws IOException {
        assertThat(report("2.9", Stream.of())).startsWith("Tests: 3 classes, 24 CPU s");
    }

    @Test
    void classOverItsLimitIsNamed() throws IOException {
        assertThat(report("5.9").lines().toList()).endsWith("over its limit of 1.5 s:      3.0 s  dev.SlowTest (core)");
    }

    /** Compilation and garbage of the common process fall on any class: they fail no build. */
    @Test
    void classFarOverItsLimitFailsTheBuild() throws IOException {
        Assumptions.assumeTrue(TestRound.current() != TestRound.ALL);
        assertThat(report("15.9")).contains("over its limit of 1.5 s:      8.0 s  dev.SlowTest (core)");
        assertThatThrownBy(() -> report("16.1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("[dev.SlowTest]");
    }

    @Test
    void limitNeedsAReason() throws IOException {
        Path file = Files.writeString(root.resolve("limits.txt"), "limit 1.5\n");
        assertThatThrownBy(() -> TestLimits.read(file))
                .hasMessageContaining("expected a new name, seconds and a reason");
    }
}
