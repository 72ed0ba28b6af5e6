package dev.brownout.importing.combined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.calibrate.CalibrationPrediction;
import dev.brownout.importing.calibrate.CalibrationPrediction.Row;
import dev.brownout.importing.calibrate.MeasuredLog;
import dev.brownout.importing.calibrate.ScenarioFit;
import dev.brownout.importing.calibrate.UserLoop;
import dev.brownout.importing.log.TimedLog;
import dev.brownout.importing.recognition.RecognizedImport;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.runtime.Run;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Known systems are run under open and closed loads. A scenario made of one result predicts the other load: throughput
 * within 5 %, p50 within 10 %, p99 within 20 %.
 */
class ClosedLoopPredictionTest {
    private static final String KNOWN = """
            scenario: known
            run: { duration: %s, warmup: 0s }
            network: none
            components:
              edge: { kind: load-balancer, algorithm: round-robin }
              app: { kind: server, nodes: %d, cores: %d, service: %s, queue: unlimited }
            requests:
              get: { path: [edge, app], timeout: 600s }
            load: %s
            """;

    private static final String COMPOSE = """
            services:
              edge:
                image: nginx
                ports: ["80:80"]
                depends_on: [app]
              app:
                image: shop/app
                deploy: { replicas: %d }
            """;

    private static final String WRK = """
            Running 30s test @ http://localhost:8080/
              2 threads and 50 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   500.00ms    9.10ms 900.00ms   80.00%
              Latency Distribution
                 50%  490.00ms
                 90%  590.00ms
                 99%  700.00ms
              3000 requests in 30.00s, 1.20MB read
            Requests/sec:    100.00
            """;

    @TempDir
    private Path folder;

    /** Returns the results of JMeter: with a number of threads for a closed load. */
    static String results(String length, int nodes, int cores, String service, String load) throws Exception {
        ScenarioFile file = new Loader(new ShippedLibrary())
                .load("known", KNOWN.formatted(length, nodes, cores, service, load), Overrides.NONE);
        String users = load.startsWith("users(") ? load.replaceAll("users\\(([0-9]+) .*", "$1") : "";
        StringBuilder lines = new StringBuilder("timeStamp,elapsed,label,responseCode,success,allThreads\n");
        StringBuilder json = new StringBuilder();
        TraceOptions following = new TraceOptions(false, TraceSelector.NONE)
                .logging((type, request, endedAt, outcome) -> {
                    long arrived = request.intendedSendAt();
                    lines.append(1_741_089_600_000L + Math.round(arrived / 1e6))
                            .append(',')
                            .append(Math.round((endedAt - arrived) / 1e6))
                            .append(",get-item,200,true,")
                            .append(users)
                            .append('\n');
                    json.append("{\"start_time\":\"")
                            .append(Instant.EPOCH.plusNanos(arrived))
                            .append("\",\"method\":\"GET\",\"path\":\"/item\",\"status\":200,\"duration_us\":")
                            .append((endedAt - arrived) / 1000)
                            .append("}\n");
                });
        ScenarioFile.Variant only = file.variants().get(0);
        Run.execute(only.scenario(), file.setup(only).following(following), (share, events, inFlight) -> true);
        return users.isEmpty() ? json.toString() : lines.toString();
    }

    static ImportSource source(String name, String text) {
        return new ImportSource(name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MeasuredLog measured(String text) throws ImportException {
        TimedLog log = TimedLog.read(source("results", text), Optional.empty());
        return MeasuredLog.of(List.of(log), List.of(UserLoop.of(log, OptionalInt.empty(), false)))
                .get(0);
    }

    /** Returns the prediction of another load from one load and the compose file. */
    private Map<String, Row> predicted(String length, int nodes, int cores, String service, String load, String other)
            throws Exception {
        ImportResult imported = RecognizedImport.of(
                List.of(
                        source("compose.yaml", COMPOSE.formatted(nodes)),
                        source("results", results(length, nodes, cores, service, load))),
                List.of());
        Path file = Files.writeString(folder.resolve("imported.yaml"), imported.scenario());
        MeasuredLog measured = measured(results(length, nodes, cores, service, other));
        CalibrationPrediction prediction =
                ScenarioFit.of(file, List.of(measured), List.of()).predict(measured);
        Map<String, Row> rows = new TreeMap<>();
        prediction.rows().forEach(row -> rows.put(row.number(), row));
        assertThat(rows.containsKey("throughput")).isEqualTo(other.startsWith("users("));
        return rows;
    }

    private static void assertAgrees(Map<String, Row> rows) {
        if (rows.containsKey("throughput")) {
            assertThat(rows.get("throughput").error()).as("throughput").isCloseTo(0, within(0.05));
        }
        assertThat(rows.get("p50").error()).as("p50").isCloseTo(0, within(0.10));
        assertThat(rows.get("p99").error()).as("p99").isCloseTo(0, within(0.20));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, exp(20ms), users(10 think=0ms), users(50 think=0ms)",
        "1, 3, uniform(10ms 30ms), users(10 think=exp(100ms)), users(50 think=exp(100ms))",
        "2, 2, exp(20ms), 150/s, users(50 think=exp(100ms))",
        "2, 2, exp(20ms), users(10 think=exp(50ms)), 120/s"
    })
    void otherLoadIsPredicted(int nodes, int cores, String service, String load, String other) throws Exception {
        assertAgrees(predicted("60s", nodes, cores, service, load, other));
    }

    @Tag("thorough")
    @ParameterizedTest
    @CsvSource({
        "1, 1, exp(20ms), users(10 think=exp(500ms)), users(50 think=exp(500ms))",
        "1, 1, exp(20ms), users(10 think=0ms), users(50 think=0ms)",
        "1, 4, exp(20ms), users(10 think=0ms), users(50 think=0ms)",
        "1, 4, exp(20ms), users(50 think=0ms), users(10 think=0ms)",
        "2, 1, lognormal(p50=8ms p99=40ms), users(10 think=0ms), users(50 think=0ms)",
        "2, 2, exp(20ms), users(10 think=exp(100ms)), users(50 think=exp(100ms))",
        "2, 3, exp(20ms), users(20 think=exp(50ms)), users(60 think=exp(50ms))",
        "3, 1, erlang(k=3 mean=10ms), users(10 think=exp(20ms)), users(50 think=exp(20ms))",
        "4, 4, exp(20ms), users(50 think=exp(50ms)), users(100 think=exp(50ms))",
        "1, 4, lognormal(p50=8ms p99=40ms), 250/s, users(30 think=0ms)",
        "4, 1, exp(10ms), 300/s, users(50 think=exp(100ms))"
    })
    void moreLoadsArePredicted(int nodes, int cores, String service, String load, String other) throws Exception {
        assertAgrees(predicted("4m", nodes, cores, service, load, other));
    }

    /**
     * The machine repair model (Palm 1947; Kleinrock, "Queueing Systems", volume 1, 1975, section 3.8): the number of
     * users at a server with c cores is a birth-death process.
     */
    @ParameterizedTest
    @CsvSource({"1, 10, 50", "2, 10, 50", "4, 20, 60"})
    void throughputIsThatOfTheMachineRepairModel(int cores, int users, int otherUsers) throws Exception {
        double workMillis = 20;
        double thinkMillis = 200;
        Row throughput = predicted(
                        "60s",
                        1,
                        cores,
                        "exp(20ms)",
                        "users(" + users + " think=exp(200ms))",
                        "users(" + otherUsers + " think=exp(200ms))")
                .get("throughput");
        double probability = 1;
        double sum = 0;
        double busy = 0;
        for (int present = 0; present <= otherUsers; present++) {
            sum += probability;
            busy += probability * Math.min(present, cores);
            probability *= (otherUsers - present) / thinkMillis * workMillis / Math.min(present + 1, cores);
        }
        double exact = busy / sum / workMillis * 1000;
        assertThat(throughput.middle() / exact).isCloseTo(1, within(0.05));
    }

    @Test
    void combinedImportHasTheUsersOfTheLoadTest() throws Exception {
        String ten = results("30s", 1, 2, "exp(20ms)", "users(10 think=exp(100ms))");
        ImportResult imported = RecognizedImport.of(
                List.of(source("compose.yaml", COMPOSE.formatted(1)), source("results", ten)), List.of());
        assertThat(imported.scenario())
                .contains("# origin: closed loop of 10 users, of which each waits for its response")
                .containsPattern("\nload: users\\(10 think=exp\\((9|10)[0-9.]+ms\\)\\)\n")
                .doesNotContain("rise of the load");
        ImportResult summary = RecognizedImport.of(
                List.of(source("compose.yaml", COMPOSE.formatted(1)), source("wrk.txt", WRK)), List.of());
        assertThat(summary.scenario()).contains("load: users(50)   # origin: closed loop of 50 users or connections");
    }
}
