package dev.brownout.verify.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mutation test of the verification suite: each of these small faults in one class is detected by failing rows or
 * families.
 */
class MutantsTest {
    private static final Path SOURCES = Path.of("../../../simulator-core/src/main/java/dev/brownout");

    /**
     * Fault injected into a source file, and its expected detection.
     *
     * @param description description of the fault
     * @param source source file, relative to the base package
     * @param right original code
     * @param wrong replacement
     * @param rows rows to check
     * @param noticed ids of rows and titles of families, each of which must fail; {@code seen} if the program itself
     *     must stop with an error
     */
    private record Mutant(
            String description, String source, String right, String wrong, String rows, List<String> noticed) {
        @Override
        public String toString() {
            return description;
        }
    }

    static Stream<Mutant> mutants() {
        return Stream.concat(faultsOfRules(), faultsOfParts());
    }

    private static Stream<Mutant> faultsOfRules() {
        return Stream.of(
                new Mutant(
                        "a service that takes half a percent too long",
                        "host/FifoCores.java",
                        "host.slowedNanos(task.nanos)",
                        "host.slowedNanos(task.nanos + task.nanos / 200)",
                        "q.*",
                        List.of("Single stations")),
                new Mutant(
                        "least recently used that takes the second-oldest",
                        "eviction/LruEviction.java",
                        "extends ListEviction {",
                        "extends ListEviction { @Override public int victim(int incoming) { return"
                                + " chain.next(chain.first()) < 0 ? chain.first() : chain.next(chain.first()); }",
                        "trace.web07.LRU.*",
                        List.of("trace.web07.LRU.75", "trace.web07.LRU.3000")),
                new Mutant(
                        "a stream that loses the end of the log",
                        "component/database/replication/ReplicationStream.java",
                        "to.receive(upTo);",
                        "to.receive(Math.max(to.received(), upTo - 1));",
                        "repl.sync.*",
                        List.of("repl.sync.a", "repl.sync.b")),
                new Mutant(
                        "all replications on one seed",
                        "random/KeyedRandom.java",
                        " + replication * SECOND",
                        "",
                        "q.mm1.*",
                        List.of("seen")),
                new Mutant(
                        "a percentile one bucket off",
                        "instrument/HistogramBuckets.java",
                        "return minimum(bucket + 1) - 1;",
                        "return minimum(bucket + 2) - 1;",
                        "q.mm1.*",
                        List.of("seen")),
                new Mutant(
                        "a retry that is counted twice",
                        "runtime/RequestClass.java",
                        "counts.attempt(grid.cell(request.intendedSendAt()));",
                        "for (int i = 0; i <= Math.min(1, request.attempt()); i++)"
                                + " { counts.attempt(grid.cell(request.intendedSendAt())); }",
                        "retry.fixedpoint.*",
                        List.of("retry.fixedpoint.a.rate")));
    }

    private static Stream<Mutant> faultsOfParts() {
        return Stream.of(
                new Mutant(
                        "a waiting room that admits visitors four percent too slowly",
                        "component/waitingroom/WaitingQueue.java",
                        "double moved = rest + gapNanos;",
                        "double moved = rest + 1.04 * gapNanos;",
                        "room.*",
                        List.of("room.wait.a.mean", "room.wait.a.queued", "room.last.a")),
                new Mutant(
                        "a disk that starts an fsync of its own for each commit",
                        "host/Disk.java",
                        "open = operation.fsync && shared ? operation : open;",
                        "open = null;",
                        "commit.group.*",
                        List.of("commit.group.a.fsyncs", "commit.group.a.wait")));
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("mutants")
    void originalCodeOccursExactlyOnce(Mutant mutant) throws IOException {
        String source = Files.readString(SOURCES.resolve(mutant.source()));
        assertThat(source.split(java.util.regex.Pattern.quote(mutant.right()), -1))
                .hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    @Tag("thorough")
    void injectedFaultIsDetected(Mutant mutant) throws IOException, InterruptedException {
        compile(mutant);
        Path out = folder.resolve("verdict.json");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        folder + File.pathSeparator + System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "verify",
                        "--format=json",
                        "--only=" + mutant.rows())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        assertThat(process.waitFor())
                .as("exit code; " + Files.readString(folder.resolve("errors.txt")))
                .isEqualTo(1);
        assertThat(missedMutants(out)).containsAll(mutant.noticed());
    }

    private static List<String> missedMutants(Path out) throws IOException {
        if (Files.size(out) == 0) {
            return List.of("seen");
        }
        JsonNode verdict = new ObjectMapper().readTree(out.toFile());
        List<String> missed = new ArrayList<>();
        verdict.get("rows").forEach(row -> add(missed, row, "id"));
        verdict.get("families").forEach(family -> add(missed, family, "family"));
        return missed;
    }

    private static void add(List<String> missed, JsonNode of, String name) {
        if (!of.get("holds").asBoolean()) {
            missed.add(of.get(name).asText());
        }
    }

    private void compile(Mutant mutant) throws IOException {
        String source = Files.readString(SOURCES.resolve(mutant.source()));
        Path changed = folder.resolve(Path.of(mutant.source()).getFileName());
        Files.writeString(changed, source.replace(mutant.right(), mutant.wrong()));
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        changed.toString());
        assertThat(errors).isZero();
    }
}
