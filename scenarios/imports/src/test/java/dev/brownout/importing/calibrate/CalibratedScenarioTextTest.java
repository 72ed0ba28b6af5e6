package dev.brownout.importing.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.calibrate.MachineEstimate.CoreCertainty;
import dev.brownout.importing.log.PeakUsers;
import dev.brownout.importing.log.TimedLog;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.GammaDistribution;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.random.NormalDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios calibrated from simulated queues: unidentified parameters are reported, and each scenario is readable. */
class CalibratedScenarioTextTest {
    private static final double MS = 1e6;

    @TempDir
    private Path folder;

    private static Calibration calibration(
            Distribution work, int cores, double load, int lines, boolean closed, long... keys) {
        CallSample calls = WorkEstimatorTest.toy(work, cores, load, 0, lines, "text " + work + cores);
        return Calibration.of(
                closed
                        ? closedLoopLogs(calls)
                        : List.of(new MeasuredLog(
                                "toy", lines, 0, calls, List.of("page"), List.of(keys), 1, Optional.empty())));
    }

    private ScenarioFile read(CalibratedScenarioText text) throws IOException, InvalidScenarioException {
        for (Map.Entry<String, String> file : text.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Path yaml = Files.writeString(folder.resolve("calibrated.yaml"), text.yaml());
        return new Loader(new ShippedLibrary()).load(yaml, Overrides.NONE);
    }

    @Test
    void indistinguishableDistributionsBecomeVariants() throws IOException, InvalidScenarioException {
        Calibration fitted = calibration(new GammaDistribution(2, 20 * MS), 1, 0.7, 150, false);
        assertThat(fitted.requests().get(0).work().rivals()).isNotEmpty();
        ScenarioFile file = read(CalibratedScenarioText.of(fitted));
        assertThat(file.variants())
                .hasSize(1 + fitted.requests().get(0).work().rivals().size());
        assertThat(String.join("\n", CalibrationReport.lines(fitted))).contains("NOT DISTINGUISHABLE from ");
    }

    @Test
    void workWithoutFittingDistributionIsRecorded() throws IOException, InvalidScenarioException {
        Distribution work = new MixtureDistribution(
                List.of(0.7, 0.3), List.of(new NormalDistribution(10 * MS, MS), new NormalDistribution(40 * MS, MS)));
        CalibratedScenarioText text = CalibratedScenarioText.of(calibration(work, 2, 0.6, 10_000, false));
        assertThat(text.yaml()).contains("service: file(work-page.csv)");
        assertThat(read(text).variants()).hasSize(1);
    }

    @Test
    void coresAreALowerBoundIfNeverSaturated() {
        Calibration fitted = calibration(new ExponentialDistribution(10 * MS), 16, 0.1, 1_500, false);
        assertThat(fitted.machine().coreCertainty()).isEqualTo(CoreCertainty.AT_LEAST);
        assertThat(CalibratedScenarioText.of(fitted).yaml()).contains("or more: the load never used more");
    }

    @Test
    void nonZipfKeysAreReplayedWithTheirFrequencies() throws IOException, InvalidScenarioException {
        long[] counts = new long[500];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = i < 10 ? 500 : 5;
        }
        CalibratedScenarioText text = CalibratedScenarioText.of(
                calibration(new ExponentialDistribution(10 * MS), 2, 0.6, 5_000, false, counts));
        assertThat(text.yaml()).contains("key: trace(keys-page.csv)");
        List<String> keys = text.files().get("keys-page.csv").lines().toList();
        assertThat(keys).hasSize(7_450);
        assertThat(keys.stream().filter("3"::equals)).hasSize(500);
        assertThat(keys.stream().filter("300"::equals)).hasSize(5);
        assertThat(read(text).variants()).hasSize(1);
    }

    /** By Little's law, clients divided by throughput is the sum of response time and think time. */
    @Test
    void closedLoopBecomesAUsersLoad() throws IOException, InvalidScenarioException {
        Calibration fitted = calibration(new ExponentialDistribution(10 * MS), 2, 0.5, 5_000, true);
        CalibratedScenarioText text = CalibratedScenarioText.of(fitted);
        assertThat(text.yaml()).contains("load: users(" + users(fitted) + " think=exp(");
        assertThat(read(text).variants()).hasSize(1);
    }

    /** The load is that of the first log, whatever the number of clients of the other logs is. */
    @Test
    void clientsOfAClosedLoopAreThoseOfTheFirstLog() {
        Distribution work = new ExponentialDistribution(10 * MS);
        CallSample few = WorkEstimatorTest.toy(work, 2, 0.3, 0, 2_000, "few");
        CallSample many = WorkEstimatorTest.toy(work, 2, 0.95, 0, 2_000, "many");
        Calibration alone = Calibration.of(closedLoopLogs(few));
        Calibration both = Calibration.of(closedLoopLogs(few, many));
        assertThat(both.logs().get(1).loop().orElseThrow().users()).isGreaterThan(users(both));
        assertThat(CalibratedScenarioText.of(both).yaml())
                .contains(both.logs().get(0).closedLoad().text())
                .contains(alone.logs().get(0).closedLoad().text());
    }

    private static int users(Calibration calibration) {
        return calibration.logs().get(0).loop().orElseThrow().users();
    }

    /** Returns logs in which the users are the largest number of concurrent requests. */
    private static List<MeasuredLog> closedLoopLogs(CallSample... samples) {
        List<TimedLog> logs = Arrays.stream(samples)
                .map(calls -> new TimedLog(
                        "toy",
                        calls.size(),
                        0,
                        calls.arrivedNanos(),
                        calls.responseNanos(),
                        calls.types(),
                        List.of("page"),
                        List.of(new long[0]),
                        1,
                        PeakUsers.NONE))
                .toList();
        return MeasuredLog.of(
                logs,
                logs.stream()
                        .map(log -> UserLoop.of(log, OptionalInt.empty(), true))
                        .toList());
    }
}
