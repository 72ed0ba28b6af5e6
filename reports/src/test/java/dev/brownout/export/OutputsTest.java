package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.io.OutputFile;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.FollowedSample;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {

    private static final RunFacts FACTS =
            new RunFacts(1.25, 4_000_000.5, 200_000_000, "17.0.15", "0.1.0", "brownout run load-balancer");

    @TempDir
    private Path directory;

    @Test
    void writesExactlyTheListedFiles() throws IOException {
        List<Path> written = Outputs.write(Samples.single(), FACTS, directory.resolve("new/out"));
        assertThat(written)
                .extracting(path -> path.getFileName().toString())
                .startsWith("result.json", "run.json", "series.csv", "report.html")
                .contains("page-latency.svg", "page-latency.png");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(written);
        }
    }

    @Test
    void anOldFileIsReplaced() throws IOException {
        Files.writeString(directory.resolve("run.json"), "old");
        Outputs.write(Samples.single(), FACTS, directory);
        assertThat(Files.readString(directory.resolve("run.json")))
                .startsWith("""
                {
                  "command_line" : "brownout run load-balancer",
                  "events_per_second" : 4000000.5,
                  "format" : 1,
                  "jdk" : "17.0.15",
                  "outputs" : [ "result.json", "run.json", "series.csv", "report.html", "charts/""")
                .endsWith("""
                  "peak_memory_bytes" : 200000000,
                  "version" : "0.1.0",
                  "wall_s" : 1.25
                }
                """);
    }

    @Test
    @Tag("change")
    void filesOfAnEarlierRunAreRemovedAndOthersKept() throws IOException {
        Outputs.write(DatabaseSamples.failover(), FACTS, directory);
        Path old = directory.resolve("charts/save-success-rate.svg");
        assertThat(old).exists();
        Path note = Files.writeString(directory.resolve("charts/note.svg"), "mine");
        Path above = Files.writeString(directory.resolveSibling("above.txt"), "mine");
        Path facts = directory.resolve("run.json");
        Files.writeString(facts, Files.readString(facts).replace("[ ", "[ \"../above.txt\", \"charts\", "));
        List<Path> written = Outputs.write(Samples.single(), FACTS, directory);
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> left = files.filter(Files::isRegularFile).toList();
            assertThat(left).containsAll(written).contains(note).hasSize(written.size() + 1);
        }
        assertThat(above).exists();
        Files.delete(above);
    }

    @Test
    void tracesOfAnEarlierRunAreRemoved() throws IOException {
        Outputs.write(FollowedSample.result(), FACTS, directory);
        assertThat(directory.resolve("traces.otlp.json")).exists();
        Outputs.write(TinySample.stoppedResult(), FACTS, directory);
        assertThat(directory.resolve("traces.otlp.json")).doesNotExist();
        assertThat(directory.resolve("traces.chrome.json")).doesNotExist();
    }

    @Test
    void craftedFileListRemovesOnlyChartsAndTraces() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Path out = Files.createDirectories(directory.resolve("out/charts")).getParent();
        Path ownPath = Files.writeString(outside.resolve("mine.svg"), "mine");
        Path scenario = Files.writeString(out.resolve("scenario.yaml"), "mine");
        Files.createSymbolicLink(out.resolve("link"), outside);
        Files.writeString(out.resolve("charts/old.svg"), "old");
        Files.writeString(
                out.resolve("run.json"),
                "{\"format\": 1, \"outputs\": [\"../outside/mine.svg\", \"link/mine.svg\", "
                        + "\"charts/../../outside/mine.svg\", \"" + ownPath
                        + "\", \"scenario.yaml\", \"charts/old.svg\", \"charts/..\", 7, null]}");
        Path relative = Path.of("").toAbsolutePath().relativize(out);
        Outputs.write(TinySample.stoppedResult(), FACTS, relative.resolve("charts/.."));
        assertThat(ownPath).hasContent("mine");
        assertThat(scenario).hasContent("mine");
        assertThat(out.resolve("charts/old.svg")).doesNotExist();
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        Path occupied = Files.createDirectories(directory.resolve("result.json/inside"));
        assertThatThrownBy(() -> OutputFile.write(directory.resolve("result.json"), new byte[] {1}))
                .isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(occupied.getParent());
        }
    }
}
