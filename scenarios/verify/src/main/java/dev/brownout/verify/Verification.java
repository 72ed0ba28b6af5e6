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
 * states how often a correct simulator fails.
 */
public final class Verification {
    /** Factor by which the runs after a violation are longer. */
    static final long LONGER = 10;

    /** Relative resolution of a deterministic result: times have three digits. */
    private static final double RESOLUTION = 0.002;

    /** Memory limit of the models that run in parallel, in MB. It fits into a heap of 1 GB. */
    private static final int MOST_MEGABYTES = 900;

    private final Semaphore memory = new Semaphore(MOST_MEGABYTES, true);
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
    public VerificationResult run(Predicate<ReferenceValue> wanted, int threads) {
        Map<ReferenceModel, List<ReferenceValue>> asked = new LinkedHashMap<>();
        for (ReferenceValue row : rows.all()) {
            rows.model(row)
                    .filter(model -> wanted.test(row))
                    .ifPresent(model ->
                            asked.computeIfAbsent(model, m -> new ArrayList<>()).add(row));
        }
        List<ReferenceValue> waiting = asked.entrySet().stream()
                .filter(e -> e.getKey().slow() && !full)
                .flatMap(e -> e.getValue().stream())
                .toList();
        asked.keySet().removeIf(model -> model.slow() && !full);
        List<ReferenceModel> models = List.copyOf(asked.keySet());
        List<ReferenceCheck> checks = new ArrayList<>();
        Workers.<List<ReferenceCheck>, RuntimeException>each(
                threads,
                models.size(),
                number -> inTurn(models.get(number), asked.get(models.get(number))),
                checks::addAll);
        List<ReferenceValue> missing = rows.all().stream()
                .filter(row -> rows.model(row).isEmpty() && wanted.test(row))
                .toList();
        return VerificationResult.of(rows, full, checks, waiting, missing);
    }

    /** Checks a model once enough memory is free. Waiting models are served in the order of their requests. */
    private List<ReferenceCheck> inTurn(ReferenceModel model, List<ReferenceValue> its) {
        int megabytes = Math.min(model.megabytes(), MOST_MEGABYTES);
        memory.acquireUninterruptibly(megabytes);
        try {
            return checked(model, its);
        } finally {
            memory.release(megabytes);
        }
    }

    private List<ReferenceCheck> checked(ReferenceModel model, List<ReferenceValue> its) {
        long asked = its.stream().mapToLong(ReferenceValue::requests).max().orElse(0);
        long most = model.requests() > 0 ? model.requests() : asked;
        long requests = model.fixed() ? 0 : full ? most : most / ReferenceModel.SHORTER;
        List<ReferenceCheck> checks = checked(model, its, requests, false);
        if (checks.stream().anyMatch(ReferenceCheck::asksForMore)) {
            replace(checks, checked(longer(model, LONGER), its, requests * LONGER, true));
        }
        if (checks.stream().anyMatch(check -> check.statistical() && !check.precise())) {
            long times = LONGER * LONGER;
            replace(checks, checked(longer(model, times), its, requests * times, true));
        }
        progress.accept(model.id());
        return checks;
    }

    /** Returns the model with {@code times} as many runs if the length of a run is part of the model. */
    private static ReferenceModel longer(ReferenceModel model, long times) {
        return model.fixed() ? model.runs((int) (model.runs() * times)) : model;
    }

    private static void replace(List<ReferenceCheck> checks, List<ReferenceCheck> longer) {
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).asksForMore()) {
                checks.set(i, longer.get(i));
            }
        }
    }

    private static List<ReferenceCheck> checked(
            ReferenceModel model, List<ReferenceValue> its, long requests, boolean longer) {
        long seed = KeyedRandom.key(0, 0, model.id());
        List<Map<String, PartialEstimate>> seen = new ArrayList<>();
        Map<String, Double> first = new LinkedHashMap<>();
        boolean alike = true;
        for (int run = 0; run < model.runs(); run++) {
            Map<String, PartialEstimate> all = run(model, new ReferenceModel.Size(seed, run, requests / model.runs()));
            alike &= isAlike(first, all);
            seen.add(asked(model, its, all));
        }
        List<ReferenceCheck> checks = new ArrayList<>();
        for (ReferenceValue row : its) {
            List<PartialEstimate> parts =
                    seen.stream().map(run -> run.get(model.measure(row))).toList();
            checks.add(new ReferenceCheck(row, model, Estimate.of(parts), requests, longer));
        }
        requireRunsOfTheirOwn(model, alike, checks);
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
    private static boolean isAlike(Map<String, Double> first, Map<String, PartialEstimate> run) {
        boolean alike = true;
        for (Map.Entry<String, PartialEstimate> measure : run.entrySet()) {
            if (!(measure.getValue() instanceof PartialEstimate.Fact)) {
                double value = measure.getValue().value();
                Double before = first.putIfAbsent(measure.getKey(), value);
                alike &= before == null || Double.compare(before, value) == 0;
            }
        }
        return alike;
    }

    /**
     * Returns the measurements of a run that have a reference value. Unused ones, such as histograms of unused
     * percentiles, are dropped to save memory.
     */
    private static Map<String, PartialEstimate> asked(
            ReferenceModel model, List<ReferenceValue> its, Map<String, PartialEstimate> run) {
        Map<String, PartialEstimate> asked = new LinkedHashMap<>();
        for (ReferenceValue row : its) {
            PartialEstimate part = run.get(model.measure(row));
            if (part == null) {
                throw new IllegalStateException("the model " + model.id() + " does not measure " + row.id());
            }
            asked.put(model.measure(row), part);
        }
        return asked;
    }

    /**
     * Throws an IllegalStateException if all runs have equal random measurements that deviate from the expected value.
     * Such runs are copies of one run, and their differences are no estimate of the error: intervals would have no
     * width, and the verdict would depend on rounding in sums.
     */
    private static void requireRunsOfTheirOwn(ReferenceModel model, boolean alike, List<ReferenceCheck> checks) {
        List<String> off = checks.stream()
                .filter(check -> check.statistical() && check.away() > RESOLUTION)
                .map(check -> check.row().id())
                .toList();
        if (model.runs() > 1 && alike && !off.isEmpty()) {
            throw new IllegalStateException("the " + model.runs() + " runs of the model " + model.id()
                    + " are one and the same, and beside the truth of " + String.join(", ", off));
        }
    }
}
