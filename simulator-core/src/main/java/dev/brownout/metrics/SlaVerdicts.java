package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.PossibleRange;
import dev.brownout.result.PredictResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Evaluates assertions and predictions. */
public final class SlaVerdicts {
    /** Number of consecutive intervals that make a violation lasting, not noise. */
    private static final int LASTING_STEPS = 3;

    private final RunMeasurements run;
    private final Scenario scenario;
    private final WindowResolver windows;
    private final MetricResolver readings;

    /** Creates an evaluation of the assertions and predictions of a run. */
    public SlaVerdicts(RunMeasurements run, WindowResolver windows, MetricResolver readings) {
        this.run = run;
        this.scenario = run.scenario();
        this.windows = windows;
        this.readings = readings;
    }

    /**
     * Rejects relations with an unknown metric, or with a bound that does not fit the metric.
     *
     * @param complaints runs the check of each relation and collects its exceptions
     */
    public void check(Consumer<Runnable> complaints) {
        scenario.evaluation()
                .sla()
                .forEach((name, relation) -> complaints.accept(() -> {
                    String path = "sla." + name;
                    windows.resolve(relation.window(), path);
                    BoundUnitCheck.check(relation, unit(relation.metric(), path), path);
                }));
        scenario.evaluation()
                .predict()
                .forEach((name, prediction) -> complaints.accept(() -> {
                    String path = "predict." + name;
                    windows.resolve(prediction.window(), path);
                    BoundUnitCheck.check(prediction, unit(prediction.metric(), path), path);
                }));
    }

    private String unit(Metric metric, String path) {
        return readings.of(metric, path).unit();
    }

    /**
     * Evaluates the assertions, and adds violations to the timeline.
     *
     * @param expectedViolations names of the assertions with an expected violation
     * @param all all assertions of the variant, including those without data; empty for those of the scenario
     */
    public Map<String, SlaResult> sla(List<String> expectedViolations, Map<String, Relation> all) {
        Map<String, Relation> assertions = new LinkedHashMap<>(all);
        scenario.evaluation().sla().forEach(assertions::putIfAbsent);
        Map<String, SlaResult> results = new LinkedHashMap<>();
        assertions.forEach((name, relation) -> {
            boolean expected = expectedViolations.contains(name);
            if (scenario.evaluation().sla().containsKey(name)) {
                SlaResult result = evaluate(name, relation, expected);
                results.put(name, result);
                noteViolation(name, relation, result);
            } else {
                results.put(name, withoutData(relation, expected));
            }
        });
        return results;
    }

    private SlaResult withoutData(Relation relation, boolean expectedViolation) {
        return new SlaResult(
                relation.text(),
                relation.metric().toString(),
                relation.comparison().sign(),
                Double.NaN,
                relation.bound().value(),
                relation.tolerance(),
                relation.bound().unit().symbol(),
                Double.NaN,
                scenario.warmupNanos(),
                scenario.durationNanos(),
                Verdict.NO_DATA,
                -1,
                expectedViolation,
                null);
    }

    private SlaResult evaluate(String name, Relation relation, boolean expectedViolation) {
        String path = "sla." + name;
        MetricReader reading = readings.of(relation.metric(), path);
        double value = Double.NaN;
        double margin = Double.POSITIVE_INFINITY;
        PossibleRange range = PossibleRange.exactly(value);
        boolean holds = true;
        boolean violated = false;
        List<WindowResolver.Bounds> parts = windows.resolve(relation.window(), path);
        for (WindowResolver.Bounds part : parts) {
            CellRange span = run.grid().span(part.fromNanos(), part.toNanos());
            double partValue = reading.value(span);
            PossibleRange partRange = reading.range(span);
            double partMargin = relation.margin(partValue);
            if (Double.isNaN(partValue) || partMargin < margin) {
                value = partValue;
                margin = partMargin;
                range = partRange;
            }
            Optional<Boolean> decided = relation.decided(partRange.low(), partRange.high());
            holds &= decided.orElse(false);
            violated |= !decided.orElse(true);
            if (Double.isNaN(partValue)) {
                break;
            }
        }
        Verdict verdict = holds
                ? Verdict.PASS
                : Double.isNaN(value) ? Verdict.NO_DATA : violated ? Verdict.FAIL : Verdict.UNDECIDED;
        return new SlaResult(
                relation.text(),
                relation.metric().toString(),
                relation.comparison().sign(),
                value,
                relation.bound().value(),
                relation.tolerance(),
                reading.unit(),
                Double.isNaN(value) ? Double.NaN : margin,
                parts.get(0).fromNanos(),
                parts.get(parts.size() - 1).toNanos(),
                verdict,
                firstViolated(reading, relation, parts),
                expectedViolation,
                range.isExact() ? null : new SlaResult.OpenRange(range.low(), range.high()));
    }

    /**
     * Returns the time of the first violation, in ns; -1 if there is none, or if the metric belongs to a fault, which
     * has no values per interval.
     */
    private long firstViolated(MetricReader reading, Relation relation, List<WindowResolver.Bounds> parts) {
        if (MetricDefinition.ofFault(relation.metric().name())) {
            return -1;
        }
        return reading.counts()
                ? permanentViolation(reading, relation, parts)
                : firstStep(reading, relation, parts, false, 0, 1);
    }

    /**
     * Returns the end of the first of several consecutive intervals that meet, or violate, the relation by their own
     * values, in ns; -1 if there are none.
     *
     * @param meeting true for intervals that meet the relation, false for intervals that violate it
     * @param after instant from which intervals are examined, in ns
     * @param inARow number of consecutive intervals
     */
    private long firstStep(
            MetricReader reading,
            Relation relation,
            List<WindowResolver.Bounds> parts,
            boolean meeting,
            long after,
            int inARow) {
        long from = Math.max(after, parts.get(0).fromNanos());
        long to = parts.get(parts.size() - 1).toNanos();
        long step = run.grid().stepNanos();
        int row = 0;
        for (int i = (int) ((from + step - 1) / step); (long) (i + 1) * step <= to; i++) {
            double value = reading.step(i, run.grid().step(i));
            boolean matches = !Double.isNaN(value) && relation.isMet(value) == meeting;
            row = matches ? row + 1 : 0;
            if (row == inARow) {
                return (i + 2L - inARow) * step;
            }
        }
        return -1;
    }

    /**
     * Returns the end of the first interval in which a count permanently passes its bound, in ns; -1 if it never does.
     * Returns -1 also if the relation has no upper bound or several windows.
     */
    private long permanentViolation(MetricReader reading, Relation relation, List<WindowResolver.Bounds> parts) {
        if (parts.size() > 1) {
            return -1;
        }
        long from = parts.get(0).fromNanos();
        long to = parts.get(0).toNanos();
        long step = run.grid().stepNanos();
        for (long end = (from / step + 1) * step; end <= to; end += step) {
            if (relation.isPermanentlyExceeded(reading.value(run.grid().span(from, end)))) {
                return end;
            }
        }
        return -1;
    }

    /**
     * Adds a violation and its end to the timeline. A single violating interval is added only if the assertion as a
     * whole is not met.
     */
    private void noteViolation(String name, Relation relation, SlaResult result) {
        String path = "sla." + name;
        MetricReader reading = readings.of(relation.metric(), path);
        List<WindowResolver.Bounds> parts = windows.resolve(relation.window(), path);
        long breach = result.firstViolatedAtNanos();
        if (breach >= 0 && result.verdict() == Verdict.PASS && !reading.counts()) {
            breach = firstStep(reading, relation, parts, false, 0, LASTING_STEPS);
        }
        if (breach < 0) {
            return;
        }
        Map<String, Object> facts = TimelineEvent.facts(
                "assertion", name, "metric", relation.metric().toString());
        Sentence text = Sentence.of(violationForm(reading, result), name, relation.text());
        run.chronicle().add(new TimelineEvent(breach, "breach", "", "", name, text, facts));
        long back = reading.counts() ? -1 : recoveredAfter(reading, relation, parts, breach);
        if (back >= 0) {
            Sentence recoveryText = Sentence.of("'{}' is within its bound again", name);
            run.chronicle().add(new TimelineEvent(back, "recovery", "", "", name, recoveryText, facts));
        }
    }

    /**
     * Returns the end of the first of three consecutive intervals that meet the relation after a violation, with no
     * lasting violation after them, in ns; -1 if there are none.
     */
    private long recoveredAfter(
            MetricReader reading, Relation relation, List<WindowResolver.Bounds> parts, long breach) {
        long back = firstStep(reading, relation, parts, true, breach, LASTING_STEPS);
        long nextViolation = back < 0 ? -1 : firstStep(reading, relation, parts, false, back, LASTING_STEPS);
        while (nextViolation >= 0) {
            back = firstStep(reading, relation, parts, true, nextViolation, LASTING_STEPS);
            nextViolation = back < 0 ? -1 : firstStep(reading, relation, parts, false, back, LASTING_STEPS);
        }
        return back;
    }

    /**
     * Returns the form of the sentence on a violation, with places for its name and relation. The violation is
     * permanent if a count has passed its bound, and temporary otherwise.
     */
    private static String violationForm(MetricReader reading, SlaResult result) {
        if (result.verdict() == Verdict.PASS) {
            return "'{}' is outside its bound; met over the whole window ({})";
        }
        boolean undecided = result.verdict() == Verdict.UNDECIDED;
        if (reading.counts()) {
            return undecided ? "'{}' is undecided ({})" : "'{}' is violated ({})";
        }
        return undecided
                ? "'{}' is outside its bound; undecided over the whole window ({})"
                : "'{}' is outside its bound; violated over the whole window ({})";
    }

    /** Compares the predictions with the measurements. */
    public Map<String, PredictResult> predict() {
        Map<String, PredictResult> results = new LinkedHashMap<>();
        scenario.evaluation().predict().forEach((name, prediction) -> results.put(name, compare(name, prediction)));
        return results;
    }

    private PredictResult compare(String name, Prediction prediction) {
        String path = "predict." + name;
        MetricReader reading = readings.of(prediction.metric(), path);
        List<WindowResolver.Bounds> parts = new ArrayList<>(windows.resolve(prediction.window(), path));
        WindowResolver.Bounds part = parts.get(0);
        double measured = reading.value(run.grid().span(part.fromNanos(), part.toNanos()));
        double predicted = prediction.predicted().value();
        double error = Prediction.error(measured, predicted);
        return new PredictResult(
                prediction.text(),
                prediction.metric().toString(),
                predicted,
                measured,
                prediction.tolerance(),
                error,
                reading.unit(),
                Prediction.isWithin(measured, predicted, prediction.tolerance()));
    }
}
