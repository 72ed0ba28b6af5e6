package dev.brownout.verify;

import dev.brownout.parallel.Workers;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs the reference models and checks their results. The seed of a model is a hash of its id. After a violation, the
 * model runs again 10 times as long, never with another seed; 100 times as long if the interval is still too wide.
 * Violations of longer runs are judged by Holm's method over all statistical reference values. {@link FalseAlarmRate}
 * states the failure probability of a correct simulator.
 */
public final class Verification {
    /** Factor by which the runs after a violation are longer. */
    static final long LONGER = 10;

    /** Relative resolution of a deterministic result: times have three digits. */
    private static final double RESOLUTION = 0.002;

    /** Memory limit of the models that run in parallel, in MB. It fits into a heap of 1 GB. */
    private static final int MAX_MEGABYTES = 900;

    private final Semaphore memory = new Semaphore(MAX_MEGABYTES, true);
    private final ReferenceValues rows;
    private final boolean full;
    private final Consumer<String> progress;

    /**
     * Creates a verification.
     *
     * @param full whether runs have the specified length and slow models run; otherwise runs have an eighth of the
     *     length
     * @param progress receives the id of each completed model, from any thread
     */
    public Verification(ReferenceValues rows, boolean full, Consumer<String> progress) {
        this.rows = rows;
        this.full = full;
        this.progress = progress;
    }

    /**
     * Runs the models of the selected reference values. At most {@code threads} models run in parallel, and only as
     * many as a heap of 1 GB holds. The number of threads does not change the results.
     */
    public VerificationResult run(Predicate<ReferenceValue> selected, int threads) {
        Map<ReferenceModel, List<ReferenceValue>> valuesByModel = new LinkedHashMap<>();
        for (ReferenceValue row : rows.all()) {
            rows.model(row)
                    .filter(model -> selected.test(row))
                    .ifPresent(model -> valuesByModel
                            .computeIfAbsent(model, m -> new ArrayList<>())
                            .add(row));
        }
        List<ReferenceValue> waiting = valuesByModel.entrySet().stream()
                .filter(e -> e.getKey().slow() && !full)
                .flatMap(e -> e.getValue().stream())
                .toList();
        valuesByModel.keySet().removeIf(model -> model.slow() && !full);
        List<ReferenceModel> models = List.copyOf(valuesByModel.keySet());
        List<ReferenceCheck> checks = new ArrayList<>();
        Workers.<List<ReferenceCheck>, RuntimeException>each(
                threads,
                models.size(),
                index -> checkWithinMemory(models.get(index), valuesByModel.get(models.get(index))),
                checks::addAll);
        List<ReferenceValue> missing = rows.all().stream()
                .filter(row -> rows.model(row).isEmpty() && selected.test(row))
                .toList();
        return VerificationResult.of(rows, full, checks, waiting, missing);
    }

    /** Checks a model once enough memory is free. Waiting models are served in the order of their requests. */
    private List<ReferenceCheck> checkWithinMemory(ReferenceModel model, List<ReferenceValue> values) {
        int megabytes = Math.min(model.megabytes(), MAX_MEGABYTES);
        memory.acquireUninterruptibly(megabytes);
        try {
            return check(model, values);
        } finally {
            memory.release(megabytes);
        }
    }

    private List<ReferenceCheck> check(ReferenceModel model, List<ReferenceValue> values) {
        long specified =
                values.stream().mapToLong(ReferenceValue::requests).max().orElse(0);
        long fullLength = model.requests() > 0 ? model.requests() : specified;
        long requests = model.fixed() ? 0 : full ? fullLength : fullLength / ReferenceModel.SHORTER;
        List<ReferenceCheck> checks = check(model, values, requests, false);
        if (checks.stream().anyMatch(ReferenceCheck::needsLongerRuns)) {
            replace(checks, check(longer(model, LONGER), values, requests * LONGER, true));
        }
        if (checks.stream().anyMatch(check -> check.statistical() && !check.precise())) {
            long factor = LONGER * LONGER;
            replace(checks, check(longer(model, factor), values, requests * factor, true));
        }
        progress.accept(model.id());
        return checks;
    }

    /** Returns the model with {@code factor} as many runs if the length of a run is part of the model. */
    private static ReferenceModel longer(ReferenceModel model, long factor) {
        return model.fixed() ? model.runs((int) (model.runs() * factor)) : model;
    }

    private static void replace(List<ReferenceCheck> checks, List<ReferenceCheck> longer) {
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).needsLongerRuns()) {
                checks.set(i, longer.get(i));
            }
        }
    }

    private static List<ReferenceCheck> check(
            ReferenceModel model, List<ReferenceValue> values, long requests, boolean longer) {
        long seed = KeyedRandom.key(0, 0, model.id());
        List<Map<String, PartialEstimate>> measurements = new ArrayList<>();
        Map<String, Double> firstRun = new LinkedHashMap<>();
        boolean equal = true;
        for (int run = 0; run < model.runs(); run++) {
            Map<String, PartialEstimate> measured =
                    run(model, new ReferenceModel.Size(seed, run, requests / model.runs()));
            equal &= equalsFirstRun(firstRun, measured);
            measurements.add(checkedMeasures(model, values, measured));
        }
        List<ReferenceCheck> checks = new ArrayList<>();
        for (ReferenceValue row : values) {
            List<PartialEstimate> parts = measurements.stream()
                    .map(run -> run.get(model.measure(row)))
                    .toList();
            checks.add(new ReferenceCheck(row, model, Estimate.of(parts), requests, longer));
        }
        requireIndependentRuns(model, equal, checks);
        return checks;
    }

    private static Map<String, PartialEstimate> run(ReferenceModel model, ReferenceModel.Size size) {
        try {
            return model.trial().run(size);
        } catch (RuntimeException e) {
            throw new IllegalStateException("the model " + model.id() + " fails: " + e.getMessage(), e);
        }
    }

    /** Returns whether all random measurements of a run equal those of the first run. */
    private static boolean equalsFirstRun(Map<String, Double> first, Map<String, PartialEstimate> run) {
        boolean equal = true;
        for (Map.Entry<String, PartialEstimate> measure : run.entrySet()) {
            if (!(measure.getValue() instanceof PartialEstimate.Fact)) {
                double value = measure.getValue().value();
                Double firstValue = first.putIfAbsent(measure.getKey(), value);
                equal &= firstValue == null || Double.compare(firstValue, value) == 0;
            }
        }
        return equal;
    }

    /**
     * Returns the measurements of a run that have a reference value. Unused ones, such as histograms of unused
     * percentiles, are dropped to save memory.
     */
    private static Map<String, PartialEstimate> checkedMeasures(
            ReferenceModel model, List<ReferenceValue> values, Map<String, PartialEstimate> run) {
        Map<String, PartialEstimate> checked = new LinkedHashMap<>();
        for (ReferenceValue row : values) {
            PartialEstimate part = run.get(model.measure(row));
            if (part == null) {
                throw new IllegalStateException("the model " + model.id() + " does not measure " + row.id());
            }
            checked.put(model.measure(row), part);
        }
        return checked;
    }

    /**
     * Throws an IllegalStateException if all runs have equal random measurements that deviate from the expected value.
     * Such runs are copies of one run, and their differences are no estimate of the error: intervals would have no
     * width, and the verdict would depend on rounding in sums.
     */
    private static void requireIndependentRuns(ReferenceModel model, boolean equal, List<ReferenceCheck> checks) {
        List<String> deviating = checks.stream()
                .filter(check -> check.statistical() && check.deviation() > RESOLUTION)
                .map(check -> check.row().id())
                .toList();
        if (model.runs() > 1 && equal && !deviating.isEmpty()) {
            throw new IllegalStateException("the " + model.runs() + " runs of the model " + model.id()
                    + " are equal and deviate from the reference value of " + String.join(", ", deviating));
        }
    }
}
