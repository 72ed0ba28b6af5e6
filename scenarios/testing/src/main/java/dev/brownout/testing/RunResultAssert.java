package dev.brownout.testing;

import dev.brownout.experiment.AssertionEstimate;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** AssertJ assertions about a run. */
public final class RunResultAssert extends AbstractAssert<RunResultAssert, SimulatedRun> {
    RunResultAssert(SimulatedRun run) {
        super(run, RunResultAssert.class);
    }

    /** Selects the availability over all requests. */
    public MetricAssert availability() {
        return metric("availability");
    }

    /** Selects the availability of a request class or of a component. */
    public MetricAssert availability(String target) {
        return metric(target + ".availability");
    }

    /** Selects the latency of the successful requests of a request class, or of a component. */
    public LatencyAssert latency(String target) {
        return new LatencyAssert(this, target);
    }

    /** Selects a metric in the notation of the scenario language: {@code db.lost_writes}, {@code save.rto(outage)}. */
    public MetricAssert metric(String metric) {
        return new MetricAssert(this, metric);
    }

    /** Checks an assertion in the notation of the scenario language: {@code checkout.p99 < 400ms during outage}. */
    public RunResultAssert holds(String assertion) {
        isNotNull();
        AssertionEstimate estimate;
        try {
            estimate = actual.evaluate(assertion);
        } catch (IllegalArgumentException invalid) {
            throw TestFrames.ofMethod(invalid);
        }
        check("", estimate);
        return this;
    }

    /** Checks one of the assertions of the scenario, by name. */
    public RunResultAssert meets(String name) {
        isNotNull();
        AssertionEstimate estimate = actual.sla().get(name);
        if (estimate == null) {
            throw TestFrames.ofMethod(failure(
                    "%s has no assertion \"%s\"; it has %s",
                    actual.scenario(), name, actual.sla().keySet()));
        }
        check(name, estimate);
        return this;
    }

    /**
     * Checks that every assertion of the scenario has its expected verdict. Assertions under {@code expect_violations}
     * of the variant must be violated.
     */
    public RunResultAssert meetsEverySla() {
        isNotNull();
        List<String> failures = new ArrayList<>();
        actual.sla().forEach((name, estimate) -> {
            if (!estimate.asExpected()) {
                failures.add(FailureMessage.format(actual, name, estimate));
            }
        });
        if (!failures.isEmpty()) {
            throw TestFrames.ofMethod(failure("%s", String.join("\n", failures)));
        }
        return this;
    }

    private void check(String name, AssertionEstimate estimate) {
        if (!estimate.asExpected()) {
            throw TestFrames.ofMethod(failure("%s", FailureMessage.format(actual, name, estimate)));
        }
    }
}
