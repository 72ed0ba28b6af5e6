package dev.brownout.testing;

import dev.brownout.experiment.AssertionEstimate;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a run. */
public final class RunResultAssert extends AbstractAssert<RunResultAssert, SimulatedRun> {
    RunResultAssert(SimulatedRun run) {
        super(run, RunResultAssert.class);
    }

    /** The availability of all requests together. */
    public MetricAssert availability() {
        return metric("availability");
    }

    /** The availability of a class of requests, or that a component offers. */
    public MetricAssert availability(String of) {
        return metric(of + ".availability");
    }

    /** The latency of the successes of a class of requests, or of a component. */
    public LatencyAssert latency(String of) {
        return new LatencyAssert(this, of);
    }

    /** Any metric, as the scenario language writes it: {@code db.lost_writes}, {@code save.rto(outage)}. */
    public MetricAssert metric(String metric) {
        return new MetricAssert(this, metric);
    }

    /** Checks an assertion as the scenario language writes it: {@code checkout.p99 < 400ms during outage}. */
    public RunResultAssert holds(String relation) {
        isNotNull();
        check("", actual.judge(relation));
        return this;
    }

    /** Checks one of the scenario's own assertions, by name. */
    public RunResultAssert meets(String name) {
        isNotNull();
        AssertionEstimate judgement = actual.sla().get(name);
        if (judgement == null) {
            throw failure(
                    "%s has no assertion \"%s\"; it has %s",
                    actual.scenario(), name, actual.sla().keySet());
        }
        check(name, judgement);
        return this;
    }

    /** Checks that every assertion of the scenario came out as it must: those that the variant breaks, missed. */
    public RunResultAssert meetsEverySla() {
        isNotNull();
        List<String> failures = new ArrayList<>();
        actual.sla().forEach((name, judgement) -> {
            if (!judgement.asExpected()) {
                failures.add(Failure.text(actual, name, judgement));
            }
        });
        if (!failures.isEmpty()) {
            throw failure("%s", String.join("\n", failures));
        }
        return this;
    }

    private void check(String name, AssertionEstimate judgement) {
        if (!judgement.asExpected()) {
            throw failure("%s", Failure.text(actual, name, judgement));
        }
    }
}
