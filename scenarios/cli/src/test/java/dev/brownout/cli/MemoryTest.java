package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory limits of runs. Each run is a separate process that fails if its heap is too small. */
@Tag("story")
class MemoryTest {
    private static final Pattern REQUESTS = Pattern.compile("([0-9,]+) requests( incl. warm-up)?\\R");

    @TempDir
    private Path folder;

    /** A leak of 32 bytes for each of half a million requests takes 16 MB. */
    @Test
    void memoryIsIndependentOfTheDuration() throws Exception {
        String w2 = Path.of("..", "bench", "w2.yaml").toAbsolutePath().toString();
        assertThat(requests(48, w2, "--for", "250s")).isGreaterThan(497_000);
    }

    /** Two events for each request: the arrival and the end of its service. */
    @Test
    @Tag("thorough")
    void billionEventsFitIn128Megabytes() throws Exception {
        String w1 = Path.of("..", "bench", "w1.yaml").toAbsolutePath().toString();
        assertThat(requests(128, w1, "--for", "625500s")).isGreaterThan(500_000_000);
    }

    @Test
    @Tag("thorough")
    void memoryIsIndependentOfTheNumberOfWrites() throws Exception {
        String writes = scenario("""
                components:
                  db: { kind: database, replicas: 2, cores: 8, queue: unlimited, read: 0.1ms, write: 0.1ms }
                requests:
                  put: { key: uniform(1k), rate: 20k/s, timeout: 1s, steps: [{ write: db }] }
                run: { duration: 100s, warmup: 0s }
                """);
        assertThat(requests(32, writes)).isGreaterThan(1_990_000);
    }

    @Test
    @Tag("change")
    void inFlightRequestTakesAtMost900Bytes() throws Exception {
        String waiting = scenario("""
                load: 20k/s
                components:
                  web: { kind: server, cores: 1000000, queue: unlimited, service: 10s }
                requests:
                  get: { path: [web], timeout: 60s }
                run: { duration: 11s, warmup: 0s }
                """);
        assertThat(requests(180, waiting)).isGreaterThan(200_000);
    }

    @Test
    @Tag("thorough")
    void keyTakesAtMost100Bytes() throws Exception {
        String keys = scenario("""
                components:
                  cache: { kind: cache, entries: 10M, lookup: 0.1ms, source: db }
                  db: { kind: database, cores: 64, queue: unlimited, read: 0.1ms, write: 0.1ms }
                requests:
                  get: { key: uniform(1000M), path: [cache], rate: 20k/s, timeout: 1s }
                  put: { key: uniform(1000M), rate: 20k/s, timeout: 1s, steps: [{ write: db }] }
                run: { duration: 50s, warmup: 0s }
                """);
        assertThat(requests(240, keys)).isGreaterThan(1_990_000);
    }

    /** Each request has its own key. Only one request in two hundred repeats a key. */
    @Test
    @Tag("thorough")
    void tenMillionKeysFitInOneGigabyte() throws Exception {
        String keys = scenario("""
                components:
                  cache: { kind: cache, entries: 20M, lookup: 0.1ms, source: db }
                  db: { kind: database, cores: 64, queue: unlimited, read: 0.1ms }
                requests:
                  get: { key: uniform(1000M), path: [cache], rate: 20k/s, timeout: 1s }
                run: { duration: 505s, warmup: 0s }
                """);
        assertThat(requests(1000, keys)).isGreaterThan(10_060_000);
    }

    @Test
    @Tag("change")
    void runOutOfMemoryEndsWithReasonAndResults() throws Exception {
        String abandoned = scenario("""
                load: 20k/s
                components:
                  box: { kind: server, cores: 1, queue: unlimited, service: 10ms }
                requests:
                  get: { path: [box], timeout: 1s }
                run: { duration: 4h, warmup: 0s }
                """);
        String text = exitAndOutput(96, abandoned);
        assertThat(text)
                .startsWith(ExitCode.VIOLATED + ": ")
                .containsPattern("The run ended early, at 0:\\d\\d of 4:00:00: out of memory \\([0-9]+ MB\\):"
                        + "\\s[0-9,]+\\scalls\\sat\\sbox")
                .containsPattern(REQUESTS);
    }

    @Test
    @Tag("change")
    void runOutOfMemoryByAQueueIsStillAudited() throws Exception {
        String filling = scenario("""
                load: 2000/s
                components:
                  q: { kind: queue }
                  w: { kind: server, cores: 1, service: 10ms, consumes: { queue: q } }
                requests:
                  put: { steps: [publish: q] }
                run: { duration: 4h, warmup: 0s }
                """);
        Path kept = folder.resolve("kept");
        assertThat(exitAndOutput(64, filling, "--out", kept.toString()))
                .startsWith(ExitCode.VIOLATED + ": ")
                .containsPattern("ended early, at \\d+:\\d\\d of 4:00:00: out of memory \\([0-9]+ MB\\):"
                        + "\\s[0-9,]+\\smessages\\sof\\sq");
        VariantResult result = ResultJsonReader.read(Files.readAllBytes(kept.resolve("result.json")))
                .variants()
                .get(0);
        assertThat(result.accounting().audit()).isNotEmpty();
    }

    private String scenario(String yaml) throws IOException {
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, "scenario: memory\n" + yaml);
        return file.toString();
    }

    /** Returns the number of requests simulated by a run with a heap of {@code megabytes}. */
    private long requests(int megabytes, String... scenario) throws Exception {
        String text = exitAndOutput(megabytes, scenario);
        assertThat(text).startsWith("0: ");
        Matcher requests = REQUESTS.matcher(text);
        assertThat(requests.find()).isTrue();
        return Long.parseLong(requests.group(1).replace(",", ""));
    }

    /** Returns the exit code and the output of a run. */
    private String exitAndOutput(int megabytes, String... scenario) throws Exception {
        List<String> command = JavaProcess.command("-Xmx" + megabytes + "m", Main.class.getName(), "run");
        command.addAll(List.of(scenario));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        return process.waitFor() + ": " + Files.readString(out);
    }
}
