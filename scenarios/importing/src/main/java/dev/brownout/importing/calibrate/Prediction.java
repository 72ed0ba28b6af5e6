package dev.brownout.importing.calibrate;

import dev.brownout.importing.calibrate.Calibration.RequestFit;
import dev.brownout.importing.fit.Numerals;
import dev.brownout.importing.fit.Sample;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.layer.Overrides;
import dev.brownout.language.problem.Problems;
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
 * What a calibrated scenario answers when it is run with the very arrivals of a log, beside what was measured then.
 *
 * @param log what the log is called
 * @param rows number by number
 */
public record Prediction(String log, List<Row> rows) {
    private static final List<Double> PERCENTILES = List.of(0.5, 0.9, 0.99, 0.999);
    private static final int BEYOND = 20;

    /** How often the scenario is run: a measurement that is one more of the same lies between them in 9 of 11 cases. */
    private static final int RUNS = 10;

    /** Takes the list as it is now. */
    public Prediction {
        rows = List.copyOf(rows);
    }

    /**
     * A number.
     *
     * @param request the type of requests
     * @param number such as mean or p99
     * @param measured in nanoseconds
     * @param simulated in nanoseconds, by each of the runs, ascending
     */
    public record Row(String request, String number, double measured, List<Double> simulated) {
        /** Takes the list as it is now. */
        public Row {
            simulated = List.copyOf(simulated);
        }

        /** What runs make of it in the middle. */
        public double middle() {
            int half = simulated.size() / 2;
            return (simulated.get(half) + simulated.get((simulated.size() - 1) / 2)) / 2;
        }

        /** By how much that is off, as a share of what was measured. */
        public double error() {
            return middle() / measured - 1;
        }

        /** Whether the measurement could be one of the runs. */
        public boolean within() {
            return simulated.get(0) <= measured && measured <= simulated.get(simulated.size() - 1);
        }
    }

    /**
     * Runs the scenario.
     *
     * @param calibration of logs; one that it has not seen says how well it foretells
     * @throws IOException if its files cannot be written to the folder for temporary files
     */
    public static Prediction of(Calibration calibration, MeasuredLog log) throws IOException {
        ScenarioText text = ScenarioText.replaying(calibration, log);
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
        } catch (Problems wrong) {
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
     * @param names what the scenario calls the types of the log
     */
    static Prediction of(ScenarioFile file, List<String> names, MeasuredLog log) {
        List<AnswerTimes> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(AnswerTimes.of(file, i));
        }
        return new Prediction(log.name(), rows(names, log, runs));
    }

    private static List<Row> rows(List<String> names, MeasuredLog log, List<AnswerTimes> runs) {
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
            Sample measured = Sample.nanos(took);
            List<Sample> simulated =
                    runs.stream().map(run -> Sample.nanos(run.of(name))).toList();
            rows.add(row(name, "mean", measured.mean(), simulated, Sample::mean));
            for (double p : PERCENTILES) {
                if ((1 - p) * took.length >= BEYOND) {
                    String number = "p" + Numerals.bare(p * 100, 4);
                    rows.add(row(name, number, measured.quantile(p), simulated, one -> one.quantile(p)));
                }
            }
        }
        return rows;
    }

    private static Row row(
            String request, String number, double measured, List<Sample> simulated, ToDoubleFunction<Sample> of) {
        return new Row(
                request,
                number,
                measured,
                simulated.stream().map(of::applyAsDouble).sorted().toList());
    }

    /** A table of it, one line for each number. */
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
                    Numerals.nanos(row.measured()),
                    Numerals.nanos(row.middle()),
                    Numerals.nanos(least),
                    Numerals.nanos(most),
                    row.error() * 100,
                    row.within() ? "" : ", beyond all runs"));
        }
        return lines;
    }
}
