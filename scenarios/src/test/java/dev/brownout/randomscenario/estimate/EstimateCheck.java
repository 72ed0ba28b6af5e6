package dev.brownout.randomscenario.estimate;

import dev.brownout.capacity.QueueFormula;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.randomscenario.ScenarioCase;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Comparison of the analytical estimate of a scenario with its runs. A difference in the first run counts if the mean
 * of several runs differs by more than the stated error of the estimate and several standard errors.
 */
final class EstimateCheck {
    private static final int RUNS = 6;
    private static final double STANDARD_ERRORS = 6;

    /** Stated error of a utilization, as a share; see docs/concepts/how-far-to-trust-it.md. */
    private static final double ERROR = QueueFormula.UTILIZATION.error();

    /** Utilization from which a run is too short for a steady state. */
    private static final double SATURATED = 0.95;

    /** Share of the requests, or of the calls of a component, from which failures count. */
    private static final double NOTABLE = 0.02;

    private static final long SHORT_STAGE_NANOS = 60_000_000_000L;
    private static final long MOST_EVENTS = 20_000_000;
    private static final Pattern LOAD = Pattern.compile("load: [0-9.]+/s");

    private final ScenarioFile file;
    private final List<VariantResult> results = new ArrayList<>();
    private final Map<String, String> found = new TreeMap<>();

    private EstimateCheck(ScenarioCase scenario) throws InvalidScenarioException {
        this.file = scenario.load();
    }

    /** Runs a scenario and compares it with its estimate. */
    static EstimateCheck of(ScenarioCase scenario) throws InvalidScenarioException {
        EstimateCheck check = new EstimateCheck(scenario);
        check.rowsOfStages();
        check.overloads();
        check.saturation(scenario);
        return check;
    }

    /** Returns a description of each contradiction, by its category. */
    Map<String, String> contradictions() {
        return found;
    }

    /** Returns the number of rows in the first run. */
    int rows() {
        return analysis().stations().size();
    }

    /** Returns the number of rows without an estimate in the first run. */
    long withheldRows() {
        return analysis().stations().stream().filter(EstimateCheck::withheld).count();
    }

    private static boolean withheld(Station row) {
        return row.formula().toString().startsWith(Analysis.WITHHELD);
    }

    private Analysis analysis() {
        return run(0).analysis();
    }

    private boolean faults() {
        return !run(0).history().faults().isEmpty();
    }

    private VariantResult run(int number) {
        ScenarioFile.Variant variant = file.variants().get(0);
        while (results.size() <= number) {
            results.add(Run.execute(
                    variant.scenario(),
                    file.setup(variant).withReplication(results.size()),
                    (share, events, inFlight) -> events < MOST_EVENTS));
        }
        return results.get(number);
    }

    private void rowsOfStages() {
        for (int i = 0; i < rows() && !faults(); i++) {
            int index = i;
            Station row = analysis().stations().get(i);
            if (row.toNanos() - row.fromNanos() < SHORT_STAGE_NANOS) {
                continue;
            }
            String name = row.station() + " " + row.formula();
            double busy = Math.min(1, row.utilization());
            compare(
                    "utilization",
                    name,
                    busy,
                    ERROR,
                    0.01,
                    run -> run.stations().get(index).measuredUtilization());
            if (row.utilization() <= SATURATED) {
                double error = QueueFormula.of(row.formula().toString()).error();
                compare(
                        "mean",
                        name,
                        row.meanNanos(),
                        error,
                        1e4,
                        run -> run.stations().get(index).measuredMeanNanos());
                compare(
                        "p99",
                        name,
                        row.p99Nanos(),
                        error,
                        1e4,
                        run -> run.stations().get(index).measuredP99Nanos());
            }
        }
    }

    /** Compares an estimate with the mean of several runs if the first run differs from it. */
    private void compare(
            String category,
            String name,
            double estimate,
            double share,
            double least,
            ToDoubleFunction<Analysis> value) {
        double once = value.applyAsDouble(analysis());
        if (Double.isNaN(estimate) || Double.isNaN(once) || isNear(estimate, once, share, least)) {
            return;
        }
        double[] all = IntStream.range(0, RUNS)
                .mapToDouble(number -> value.applyAsDouble(run(number).analysis()))
                .toArray();
        double mean = IntStream.range(0, RUNS).mapToDouble(i -> all[i]).sum() / RUNS;
        double squares = IntStream.range(0, RUNS)
                .mapToDouble(i -> (all[i] - mean) * (all[i] - mean))
                .sum();
        double error = Math.sqrt(squares / (RUNS - 1) / RUNS);
        if (!isNear(estimate, mean, share, least + STANDARD_ERRORS * error)) {
            found.putIfAbsent(
                    category,
                    String.format(Locale.ROOT, "%s: estimate %.4g, measured %.4g ± %.2g", name, estimate, mean, error));
        }
    }

    private static boolean isNear(double estimate, double measured, double share, double least) {
        return Math.abs(estimate - measured) <= share * Math.max(estimate, measured) + least;
    }

    /**
     * Checks that no overload is denied or stated falsely, and that failures of a system with estimates are announced.
     */
    private void overloads() {
        VariantResult first = run(0);
        boolean suffers = suffers(first);
        for (Sentence warning : analysis().unconfirmed()) {
            String text = warning.toString();
            if (text.contains("overloaded") && !critical(text)) {
                found.putIfAbsent(suffers ? "overload denied" : "overload stated falsely", text);
            }
        }
        for (Sentence warning : analysis().warnings()) {
            String text = warning.toString();
            if (text.contains("overloaded") && !suffers && !faults() && !critical(text) && !isBusy(first, text)) {
                found.putIfAbsent("overload stated falsely", text);
            }
        }
        if (suffers && !faults() && isSilent() && (isSaturated() || !onlyTimeouts(first))) {
            found.putIfAbsent("silent", String.valueOf(all(first).outcomes()));
        }
    }

    /** Returns whether all rows have an estimate, and none of them announces failures. */
    private boolean isSilent() {
        return analysis().warnings().isEmpty()
                && analysis().unconfirmed().isEmpty()
                && analysis().stations().stream()
                        .noneMatch(row -> withheld(row)
                                || row.load() >= SATURATED
                                || row.formula().toString().contains("no formula")
                                || row.formula().toString().contains("rejected")
                                || row.formula().toString().matches(".*M/[MG]/\\d+/\\d+.*"));
    }

    private boolean isSaturated() {
        return analysis().stations().stream().anyMatch(row -> row.measuredUtilization() >= SATURATED);
    }

    private static boolean onlyTimeouts(VariantResult result) {
        return all(result).outcomes().keySet().stream()
                .allMatch(outcome -> List.of("ok", "timed_out", "failed").contains(outcome));
    }

    /** Returns whether a stated load is within some percent of the capacity. */
    private boolean critical(String text) {
        return analysis().stations().stream()
                .anyMatch(row -> text.startsWith(row.station() + " ") && Math.abs(row.load() - 1) < 0.05);
    }

    /** Returns whether the resource of a warning was saturated, was not measured, or refused calls. */
    private static boolean isBusy(VariantResult result, String text) {
        return result.analysis().stations().stream()
                .anyMatch(row -> text.startsWith(row.station() + " ")
                        && (!(row.measuredUtilization() < SATURATED) || refuses(result, row.station())));
    }

    private static boolean refuses(VariantResult result, String station) {
        if (!result.components().containsKey(station)) {
            return false;
        }
        double refused = 0;
        for (String outcome : List.of("rejected", "limited")) {
            refused += measure(result, station, outcome);
        }
        return refused > NOTABLE * measure(result, station, "offered");
    }

    private static double measure(VariantResult result, String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    private static RequestResult all(VariantResult result) {
        return result.requests().get("all");
    }

    /** Returns whether a notable share of the requests fails for lack of capacity, or more and more of them wait. */
    private static boolean suffers(VariantResult result) {
        RequestResult all = all(result);
        long failed = all.unfinished();
        for (String outcome : List.of("rejected", "timed_out", "limited", "unavailable", "short_circuited")) {
            failed += all.outcomes().getOrDefault(outcome, 0L);
        }
        return failed > Math.max(10, NOTABLE * all.offered())
                || result.analysis().queues().stream()
                        .anyMatch(queue -> queue.measuredDeepest() > NOTABLE * all.offered());
    }

    /** Compares the stated load of saturation with a run at a lower and at a higher load. */
    private void saturation(ScenarioCase scenario) throws InvalidScenarioException {
        double stated = analysis().saturationPerSecond();
        String bottleneck = analysis().bottleneck();
        Matcher load = LOAD.matcher(scenario.yaml());
        if (Double.isNaN(stated) || !load.find() || faults()) {
            return;
        }
        for (double factor : new double[] {0.85, 1.25}) {
            String rate = String.format(Locale.ROOT, "load: %.3f/s", factor * stated);
            VariantResult result =
                    new EstimateCheck(new ScenarioCase(load.replaceFirst(rate), scenario.files())).run(0);
            double busy = result.analysis().stations().stream()
                    .filter(row -> row.station().equals(bottleneck))
                    .mapToDouble(Station::measuredUtilization)
                    .max()
                    .orElse(Double.NaN);
            boolean idle = busy < 0.8 && !suffers(result) && !refuses(result, bottleneck);
            if (factor < 1 ? busy > 0.93 : idle) {
                found.putIfAbsent("saturation", bottleneck + " at " + rate + ": " + busy + ", stated " + stated);
            }
        }
    }
}
