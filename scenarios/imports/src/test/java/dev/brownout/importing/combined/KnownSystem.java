package dev.brownout.importing.combined;

import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.calibrate.CalibrationPrediction.Row;
import dev.brownout.importing.calibrate.MeasuredLog;
import dev.brownout.importing.calibrate.ScenarioFit;
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
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A balancer before servers of known size. Its runs give the logs and the load test results for imports.
 *
 * @param length duration of a run
 * @param seed seed of the runs
 * @param nodes number of servers
 * @param cores cores of each
 * @param service distribution of the service time
 */
record KnownSystem(String length, long seed, int nodes, int cores, String service) {
    /** Compose file of the system, with the number of nodes as a format argument. The server is its last service. */
    static final String COMPOSE = """
            services:
              edge:
                image: nginx
                ports: ["80:80"]
                depends_on: [app]
              app:
                image: shop/app
                deploy: { replicas: %d }
            """;

    private static final String SCENARIO = """
            scenario: known
            run: { duration: %s, warmup: 0s, seed: %d }
            network: none
            components:
              edge: { kind: load-balancer, algorithm: round-robin }
              app: { kind: server, nodes: %d, cores: %d, service: %s, queue: unlimited }
            requests:
              get: { path: [edge, app], timeout: 600s%s }
            """;

    static ImportSource source(String name, String text) {
        return new ImportSource(name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String scenario(String requestSettings, String sections) {
        return SCENARIO.formatted(length, seed, nodes, cores, service, requestSettings) + sections;
    }

    /** Runs a scenario, with the arrival time and the response time of each request in nanoseconds. */
    private static void run(String scenario, BiConsumer<Long, Long> responses) throws Exception {
        ScenarioFile file = new Loader(new ShippedLibrary()).load("known", scenario, Overrides.NONE);
        TraceOptions following = new TraceOptions(false, TraceSelector.NONE)
                .logging((type, request, endedAt, outcome) ->
                        responses.accept(request.intendedSendAt(), endedAt - request.intendedSendAt()));
        ScenarioFile.Variant only = file.variants().get(0);
        Run.execute(only.scenario(), file.setup(only).following(following), (share, events, inFlight) -> true);
    }

    private static String accessLog(String scenario) throws Exception {
        StringBuilder lines = new StringBuilder();
        run(
                scenario,
                (arrived, elapsed) -> lines.append("{\"start_time\":\"")
                        .append(Instant.EPOCH.plusNanos(arrived))
                        .append("\",\"method\":\"GET\",\"path\":\"/item\",\"status\":200,\"duration_us\":")
                        .append(elapsed / 1000)
                        .append("}\n"));
        return lines.toString();
    }

    /** Returns the access log of requests with a rate. */
    String log(String rate) throws Exception {
        return accessLog(scenario(", rate: " + rate, ""));
    }

    /** Returns results of JMeter with a number of threads for a load {@code users(...)}, otherwise an access log. */
    String results(String load) throws Exception {
        String scenario = scenario("", "load: " + load + "\n");
        if (!load.startsWith("users(")) {
            return accessLog(scenario);
        }
        String threads = load.replaceAll("users\\(([0-9]+) .*", "$1");
        StringBuilder lines = new StringBuilder("timeStamp,elapsed,label,responseCode,success,allThreads\n");
        run(
                scenario,
                (arrived, elapsed) -> lines.append(1_741_089_600_000L + Math.round(arrived / 1e6))
                        .append(',')
                        .append(Math.round(elapsed / 1e6))
                        .append(",get-item,200,true,")
                        .append(threads)
                        .append('\n'));
        return lines.toString();
    }

    /** Returns the rows of the prediction of measured requests by an imported scenario. */
    static Map<String, Row> prediction(Path folder, ImportResult imported, MeasuredLog measured) throws Exception {
        Path file = Files.writeString(folder.resolve("imported.yaml"), imported.scenario());
        Map<String, Row> rows = new TreeMap<>();
        ScenarioFit.of(file, List.of(measured), List.of())
                .predict(measured)
                .rows()
                .forEach(row -> rows.put(row.number(), row));
        return rows;
    }
}
