package dev.brownout.importing.calibrate;

import dev.brownout.importing.calibrate.Calibration.RequestFit;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.WeightedSample;
import dev.brownout.importing.loadtest.MeasuredSummary;
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
 * Comparison of a scenario with the measurements of a log or of a load test. The scenario is run under the same load:
 * with the recorded arrivals of an open load, or with the users of a closed loop.
 *
 * @param log name of the log
 * @param load description of the load
 * @param rows one row per statistic
 */
public record CalibrationPrediction(String log, String load, List<Row> rows) {
    private static final String THROUGHPUT = "throughput";
    private static final String ALL = "all requests";
    private static final int RATE_DIGITS = 4;

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
     * @param number statistic, such as mean, p99 or throughput
     * @param measured measured value in ns, or in 1/s for a throughput
     * @param simulated values of the runs, ascending
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

        private String text(double value) {
            return number.equals(THROUGHPUT)
                    ? LanguageNumbers.format(value, RATE_DIGITS) + "/s"
                    : LanguageNumbers.nanos(value);
        }

        /** Returns whether the measurement lies within the range of the runs. */
        public boolean isWithin() {
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
        List<String> names = new ArrayList<>(log.types());
        for (RequestFit request : calibration.requests()) {
            names.set(request.number(), request.name());
        }
        ReplayLoad load = ReplayLoad.of(log, names);
        return of(file(calibration, load), load, names, log);
    }

    /**
     * Compares the scenario of a calibration with the summary of a load test.
     *
     * @throws IOException if the files of the scenario cannot be written to the folder for temporary files
     */
    public static CalibrationPrediction of(Calibration calibration, MeasuredSummary summary) throws IOException {
        ReplayLoad load = ReplayLoad.of(summary);
        return of(file(calibration, load), load, summary);
    }

    private static ScenarioFile file(Calibration calibration, ReplayLoad load) throws IOException {
        CalibratedScenarioText scenarioText = CalibratedScenarioText.replaying(calibration, load);
        Path folder = Files.createTempDirectory("brownout-calibrate");
        List<Path> writtenFiles = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : scenarioText.files().entrySet()) {
                writtenFiles.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()));
            }
            Path yaml = Files.writeString(folder.resolve("calibrated.yaml"), scenarioText.yaml());
            writtenFiles.add(yaml);
            return new Loader(new ShippedLibrary()).load(yaml, Overrides.NONE);
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
     * Compares a scenario under the load of a log with that log.
     *
     * @param names name in the scenario of each request type of the log
     * @throws IllegalArgumentException if a run has no successful response of a type
     */
    static CalibrationPrediction of(ScenarioFile file, ReplayLoad load, List<String> names, MeasuredLog log) {
        List<ResponseTimes> runs = runs(file, load);
        List<Row> rows = new ArrayList<>();
        if (load.isClosed()) {
            rows.add(throughput(log.steadyCalls().size() * 1e9 / load.measuredNanos(), load, runs));
        }
        for (String name : names.stream().distinct().toList()) {
            long[] responseTimes = log.timesOf(names, name);
            if (responseTimes.length == 0) {
                continue;
            }
            if (runs.stream().anyMatch(run -> run.of(name).length == 0)) {
                throw new IllegalArgumentException(
                        "a run with the load of " + log.name() + " has no successful response to " + name);
            }
            WeightedSample measured = WeightedSample.nanos(responseTimes);
            List<WeightedSample> simulated =
                    runs.stream().map(run -> WeightedSample.nanos(run.of(name))).toList();
            rows.add(row(name, "mean", measured.mean(), simulated, WeightedSample::mean));
            for (double p : PERCENTILES) {
                if ((1 - p) * responseTimes.length >= MIN_VALUES_BEYOND) {
                    rows.add(row(name, percentile(p), measured.quantile(p), simulated, sample -> sample.quantile(p)));
                }
            }
        }
        return new CalibrationPrediction(log.name(), load.description(), rows);
    }

    /**
     * Compares a scenario under the load of a load test with the summary of that test. The requests of all types are
     * compared together.
     *
     * @throws IllegalArgumentException if a run has no successful response
     */
    static CalibrationPrediction of(ScenarioFile file, ReplayLoad load, MeasuredSummary summary) {
        List<ResponseTimes> runs = runs(file, load);
        if (runs.stream().anyMatch(run -> run.good() == 0)) {
            throw new IllegalArgumentException("a run with the load of " + summary.name() + " has no response");
        }
        List<WeightedSample> simulated =
                runs.stream().map(run -> WeightedSample.nanos(run.all())).toList();
        List<Row> rows = new ArrayList<>();
        rows.add(throughput(summary.rate(), load, runs));
        rows.add(row(ALL, "mean", summary.meanNanos(), simulated, WeightedSample::mean));
        for (double p : PERCENTILES) {
            Double measured = summary.quantileNanos().get(p);
            if (measured != null) {
                rows.add(row(ALL, percentile(p), measured, simulated, sample -> sample.quantile(p)));
            }
        }
        return new CalibrationPrediction(summary.name(), load.description(), rows);
    }

    private static List<ResponseTimes> runs(ScenarioFile file, ReplayLoad load) {
        List<ResponseTimes> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(ResponseTimes.of(file, load, i));
        }
        return runs;
    }

    private static Row throughput(double measured, ReplayLoad load, List<ResponseTimes> runs) {
        return new Row(
                ALL,
                THROUGHPUT,
                measured,
                runs.stream()
                        .map(run -> run.good() * 1e9 / load.measuredNanos())
                        .sorted()
                        .toList());
    }

    private static String percentile(double p) {
        return "p" + LanguageNumbers.format(p * 100, 4);
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
                    "  %-20s %-10s measured %8s  simulated %8s (%s to %s)  %+.1f %%%s",
                    row.request(),
                    row.number(),
                    row.text(row.measured()),
                    row.text(row.middle()),
                    row.text(min),
                    row.text(max),
                    row.error() * 100,
                    row.isWithin() ? "" : ", outside of all runs"));
        }
        return lines;
    }
}
