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
 * Comparison of a calibrated scenario, run with the recorded arrivals of a log, with the measurements of that log.
 *
 * @param log name of the log
 * @param rows one row per statistic
 */
public record CalibrationPrediction(String log, List<Row> rows) {
    private static final List<Double> PERCENTILES = List.of(0.5, 0.9, 0.99, 0.999);
    private static final int BEYOND = 20;

    /** Number of runs. A measurement of the same distribution lies within their range in 9 of 11 cases. */
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
     * Runs the scenario of a calibration with the arrivals of a log.
     *
     * @param calibration calibration from logs with the same request types
     * @param log the log to compare with; a log that was not used for the calibration shows its predictive accuracy
     * @throws IOException if the files of the scenario cannot be written to the folder for temporary files
     */
    public static CalibrationPrediction of(Calibration calibration, MeasuredLog log) throws IOException {
        CalibratedScenarioText text = CalibratedScenarioText.replaying(calibration, log);
        Path folder = Files.createTempDirectory("brownout-calibrate");
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : text.files().entrySet()) {
                written.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()));
            }
            Path yaml = Files.writeString(folder.resolve("calibrated.yaml"), text.yaml());
            written.add(yaml);
            ScenarioFile file = new Loader(new ShippedLibrary()).load(yaml, Overrides.NONE);
            List<String> names = new ArrayList<>(log.types());
            for (RequestFit request : calibration.requests()) {
                names.set(request.number(), request.name());
            }
            return of(file, names, log);
        } catch (InvalidScenarioException wrong) {
            throw new IllegalStateException("the scenario of a calibration is wrong: " + wrong.getMessage(), wrong);
        } finally {
            for (Path path : written) {
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(folder);
        }
    }

    /**
     * Runs a scenario that has the arrivals of a log.
     *
     * @param names names of the types of the log in the scenario
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
            long[] took = log.timesOf(names, name);
            if (took.length == 0) {
                continue;
            }
            if (runs.stream().anyMatch(run -> run.of(name).length == 0)) {
                throw new IllegalArgumentException(
                        "a run with the arrivals of " + log.name() + " has no good answer to " + name);
            }
            WeightedSample measured = WeightedSample.nanos(took);
            List<WeightedSample> simulated =
                    runs.stream().map(run -> WeightedSample.nanos(run.of(name))).toList();
            rows.add(row(name, "mean", measured.mean(), simulated, WeightedSample::mean));
            for (double p : PERCENTILES) {
                if ((1 - p) * took.length >= BEYOND) {
                    String number = "p" + LanguageNumbers.bare(p * 100, 4);
                    rows.add(row(name, number, measured.quantile(p), simulated, one -> one.quantile(p)));
                }
            }
        }
        return rows;
    }

    private static Row row(
            String request,
            String number,
            double measured,
            List<WeightedSample> simulated,
            ToDoubleFunction<WeightedSample> of) {
        return new Row(
                request,
                number,
                measured,
                simulated.stream().map(of::applyAsDouble).sorted().toList());
    }

    /** Returns the comparison as a table with one line per row. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            double least = row.simulated().get(0);
            double most = row.simulated().get(row.simulated().size() - 1);
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-20s %-6s measured %8s  simulated %8s (%s to %s)  %+.1f %%%s",
                    row.request(),
                    row.number(),
                    LanguageNumbers.nanos(row.measured()),
                    LanguageNumbers.nanos(row.middle()),
                    LanguageNumbers.nanos(least),
                    LanguageNumbers.nanos(most),
                    row.error() * 100,
                    row.within() ? "" : ", beyond all runs"));
        }
        return lines;
    }
}
