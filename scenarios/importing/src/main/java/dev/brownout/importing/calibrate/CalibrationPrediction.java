package dev.brownout.importing.calibrate;

import dev.brownout.importing.calibrate.Calibration.RequestFit;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.WeightedSample;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Comparison of a calibrated scenario with the measurements of a log. The scenario is run with the recorded arrivals of
 * that log.
 *
 * @param log name of the log
 * @param rows one row per statistic
 */
public record CalibrationPrediction(String log, List<Row> rows) {
    private static final List<Double> PERCENTILES = List.of(0.5, 0.9, 0.99, 0.999);

    /** Minimum number of measured values beyond a percentile that is compared. */
    private static final int MIN_VALUES_BEYOND = 20;

    /**
     * Number of runs. If simulation and measurement have the same distribution, the measurement lies within the range
     * of ten runs with probability 9/11.
     */
    private static final int RUNS = 10;

    /** Copies the list. */
    public CalibrationPrediction {
        rows = List.copyOf(rows);
    }

    /**
     * Comparison of one statistic.
     *
     * @param request request type
     * @param number statistic, such as mean or p99
     * @param measured measured value in ns
     * @param simulated values of the runs in ns, ascending
     */
    public record Row(String request, String number, double measured, List<Double> simulated) {
        /** Copies the list. */
        public Row {
            simulated = List.copyOf(simulated);
        }

        /** Returns the median of the runs, in ns. */
        public double middle() {
            int half = simulated.size() / 2;
            return (simulated.get(half) + simulated.get((simulated.size() - 1) / 2)) / 2;
        }

        /** Returns the relative error of the median of the runs. */
        public double error() {
            return middle() / measured - 1;
        }

        /** Returns whether the measurement lies within the range of the runs. */
        public boolean within() {
            return simulated.get(0) <= measured && measured <= simulated.get(simulated.size() - 1);
        }
    }

    /**
     * Compares the scenario of a calibration with a log.
     *
     * @param calibration calibration from logs with the same request types
     * @param log log to compare with; only a log that was not used for the calibration shows its predictive accuracy
     * @throws IOException if the files of the scenario cannot be written to the folder for temporary files
     */
    public static CalibrationPrediction of(Calibration calibration, MeasuredLog log) throws IOException {
        CalibratedScenarioText scenarioText = CalibratedScenarioText.replaying(calibration, log);
        Path folder = Files.createTempDirectory("brownout-calibrate");
        List<Path> writtenFiles = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : scenarioText.files().entrySet()) {
                writtenFiles.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()));
            }
            Path yaml = Files.writeString(folder.resolve("calibrated.yaml"), scenarioText.yaml());
            writtenFiles.add(yaml);
            ScenarioFile file = new Loader(new ShippedLibrary()).load(yaml, Overrides.NONE);
            List<String> names = new ArrayList<>(log.types());
            for (RequestFit request : calibration.requests()) {
                names.set(request.number(), request.name());
            }
            return of(file, names, log);
        } catch (InvalidScenarioException invalid) {
            throw new IllegalStateException(
                    "the scenario of a calibration is invalid: " + invalid.getMessage(), invalid);
        } finally {
            for (Path path : writtenFiles) {
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(folder);
        }
    }

    /**
     * Compares a scenario that replays the arrivals of a log with that log.
     *
     * @param names name in the scenario of each request type of the log
     * @throws IllegalArgumentException if a run has no successful response of a type
     */
    static CalibrationPrediction of(ScenarioFile file, List<String> names, MeasuredLog log) {
        List<ResponseTimes> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(ResponseTimes.of(file, i));
        }
        return new CalibrationPrediction(log.name(), rows(names, log, runs));
    }

    private static List<Row> rows(List<String> names, MeasuredLog log, List<ResponseTimes> runs) {
        List<Row> rows = new ArrayList<>();
        for (String name : names.stream().distinct().toList()) {
            long[] responseTimes = log.timesOf(names, name);
            if (responseTimes.length == 0) {
                continue;
            }
            if (runs.stream().anyMatch(run -> run.of(name).length == 0)) {
                throw new IllegalArgumentException(
                        "a run with the arrivals of " + log.name() + " has no successful response to " + name);
            }
            WeightedSample measured = WeightedSample.nanos(responseTimes);
            List<WeightedSample> simulated =
                    runs.stream().map(run -> WeightedSample.nanos(run.of(name))).toList();
            rows.add(row(name, "mean", measured.mean(), simulated, WeightedSample::mean));
            for (double p : PERCENTILES) {
                if ((1 - p) * responseTimes.length >= MIN_VALUES_BEYOND) {
                    String statistic = "p" + LanguageNumbers.bare(p * 100, 4);
                    rows.add(row(name, statistic, measured.quantile(p), simulated, sample -> sample.quantile(p)));
                }
            }
        }
        return rows;
    }

    /**
     * Creates a row.
     *
     * @param function computes the statistic of a run
     */
    private static Row row(
            String request,
            String statistic,
            double measured,
            List<WeightedSample> simulated,
            ToDoubleFunction<WeightedSample> function) {
        return new Row(
                request,
                statistic,
                measured,
                simulated.stream().map(function::applyAsDouble).sorted().toList());
    }

    /** Returns the comparison as a table with one line per row. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            double min = row.simulated().get(0);
            double max = row.simulated().get(row.simulated().size() - 1);
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-20s %-6s measured %8s  simulated %8s (%s to %s)  %+.1f %%%s",
                    row.request(),
                    row.number(),
                    LanguageNumbers.nanos(row.measured()),
                    LanguageNumbers.nanos(row.middle()),
                    LanguageNumbers.nanos(min),
                    LanguageNumbers.nanos(max),
                    row.error() * 100,
                    row.within() ? "" : ", outside of all runs"));
        }
        return lines;
    }
}
