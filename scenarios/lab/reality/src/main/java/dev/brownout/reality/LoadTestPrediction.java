package dev.brownout.reality;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.calibrate.CalibrationPrediction;
import dev.brownout.importing.calibrate.MeasuredLog;
import dev.brownout.importing.calibrate.ScenarioFit;
import dev.brownout.importing.combined.RecognizedImport;
import dev.brownout.importing.log.TimedLog;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prediction of load tests from a compose file of the site and the results of one load test. Unlike {@link SiteModel},
 * nothing inside of the site is measured: the only inputs are the file and the response times of the clients.
 */
final class LoadTestPrediction {
    private static final String COMPOSE = """
            services:
              nginx:
                image: nginx:1.22
                ports: ["80:80"]
                depends_on: [service]
              service:
                image: site/service
                deploy: { replicas: 2 }
                environment:
                  REDIS_URL: redis://redis:6379
                  DATABASE_URL: postgresql://postgres:5432/site
              redis:
                image: redis:7
                command: redis-server --maxmemory 6mb --maxmemory-policy allkeys-lru
              postgres:
                image: postgres:15
            """;

    private final Path folder;
    private final Path scenario;

    /**
     * Imports the compose file with the results of a load test.
     *
     * @param folder folder for the files
     * @param results results of the load test, in the JSON of vegeta
     */
    LoadTestPrediction(Path folder, Path results) throws IOException {
        this.folder = folder;
        Path compose = Files.writeString(folder.resolve("compose.yaml"), COMPOSE);
        try {
            ImportResult imported = RecognizedImport.read(
                            List.of(ImportSource.file(compose), ImportSource.file(results)), List.of())
                    .result();
            this.scenario = Files.writeString(folder.resolve("imported.yaml"), imported.scenario());
        } catch (ImportException impossible) {
            throw new IOException(impossible);
        }
    }

    /**
     * Writes the responses of a trial after its warm-up as vegeta does ({@code vegeta encode}), and returns the file.
     */
    static Path results(Path folder, SiteTrial trial, List<MeasuredResponse> responses) throws IOException {
        List<String> lines = new ArrayList<>();
        for (MeasuredResponse response : responses) {
            if (response.intendedStart() >= SiteTrial.WARMUP.toNanos()) {
                lines.add("{\"attack\":\"" + trial.name() + "\",\"seq\":" + lines.size() + ",\"code\":"
                        + response.status() + ",\"timestamp\":\"" + Instant.EPOCH.plusNanos(response.intendedStart())
                        + "\",\"latency\":" + response.nanos()
                        + ",\"bytes_out\":0,\"bytes_in\":1000,\"error\":\"\",\"method\":\"GET\","
                        + "\"url\":\"http://site/item\"}");
            }
        }
        return Files.write(folder.resolve(trial.name().replace(' ', '-') + ".vegeta.json"), lines);
    }

    /** Returns the prediction of a load test beside its measurement, one row per statistic. */
    CalibrationPrediction predictionFor(Path results) throws IOException {
        try {
            List<MeasuredLog> logs = MeasuredLog.of(
                    List.of(TimedLog.read(ImportSource.file(results), Optional.empty())), List.of(Optional.empty()));
            return ScenarioFit.of(scenario, logs, List.of()).predict(logs.get(0));
        } catch (ImportException | InvalidScenarioException impossible) {
            throw new IOException("the prediction in " + folder + " is not possible", impossible);
        }
    }
}
