package dev.brownout.importing.spans;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.spans.FailureModel.CallFailures;
import dev.brownout.importing.system.FailingCalls;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Alternative;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedStep.Choice;
import dev.brownout.importing.system.ImportedStep.Parallel;
import dev.brownout.importing.system.ImportedStep.Work;
import java.util.ArrayList;
import java.util.List;

/** Steps of the operations of a scenario: own work, calls with their retries and fallbacks, and failures. */
final class SpanSteps {
    private static final int MAX_TIMES = 1000;
    private static final double MIN_SHARE = 1e-9;

    /** Minimum number of failed runs with a distribution of their own. */
    private static final int MIN_FAILING = 20;

    /** Difference of the mean own times from which failed runs have a distribution of their own. */
    private static final double OTHER_MEAN = 0.1;

    private final SpanScenarioPlan plan;
    private final FailureModel failures;
    private final FailingCalls failing;
    private boolean hasFailingCalls;

    SpanSteps(SpanScenarioPlan plan, FailureModel failures, FailingCalls failing) {
        this.plan = plan;
        this.failures = failures;
        this.failing = failing;
    }

    /** Returns whether a step calls the component that always fails. */
    boolean hasFailingCalls() {
        return hasFailingCalls;
    }

    /**
     * Returns whether runs that fail without a failed call take another time than other runs. The work is then a part
     * of the steps.
     */
    boolean hasSeparateFailureTime(Operation operation) {
        double mean = operation.ownTimes().mean();
        return operation.failingTimes().size() >= MIN_FAILING
                && failsItself(operation) > FailureModel.NEGLIGIBLE
                && Math.abs(operation.failingTimes().mean() - mean) > OTHER_MEAN * mean;
    }

    /** Returns the share of the runs of an operation that fail although none of the calls of the scenario failed. */
    private double failsItself(Operation operation) {
        double aborted = 0;
        for (List<OperationCalls> step : plan.steps(operation)) {
            aborted += failedRuns(operation, step);
        }
        return Math.max(0, failures.failing(operation) - aborted);
    }

    private static double failedRuns(Operation operation, List<OperationCalls> step) {
        double failed = 0;
        for (OperationCalls calls : step) {
            failed += calls.failedRuns();
        }
        return failed / operation.callCount();
    }

    /**
     * Returns the steps of an operation.
     *
     * @param work own work of the successful runs; used only if the failed runs take another time
     */
    List<ImportedStep> of(Operation operation, DistributionText work) {
        List<ImportedStep> steps = new ArrayList<>();
        double own = failsItself(operation);
        boolean hasSeparateFailures = hasSeparateFailureTime(operation);
        String origin =
                "origin: " + operation.failed() + " of " + operation.callCount() + " runs failed without a failed call";
        if (hasSeparateFailures) {
            steps.add(choice(operation, work, own, origin));
        }
        double reached = hasSeparateFailures ? 1 - own : 1;
        for (List<OperationCalls> step : plan.steps(operation)) {
            List<ImportedStep> calls = new ArrayList<>();
            double succeeds = 1;
            for (OperationCalls each : step) {
                double share = Math.min(1, each.runs() / (operation.callCount() * reached));
                addCalls(operation, each, share, calls);
                CallFailures expected = failures.of(each);
                succeeds *= 1 - share * expected.failingRun();
            }
            if (step.size() == 1 && !step.get(0).parallel()) {
                steps.addAll(calls);
            } else {
                steps.add(new Parallel(calls, "origin: most of these calls are concurrent"));
            }
            double failed = failedRuns(operation, step);
            addFailures(operation, step, 1 - (1 - failed / reached) / succeeds, steps);
            reached = Math.max(MIN_SHARE, reached - failed);
        }
        if (!hasSeparateFailures && own > FailureModel.NEGLIGIBLE) {
            steps.add(fail(own / reached, origin));
        }
        return steps;
    }

    private Choice choice(Operation operation, DistributionText work, double own, String origin) {
        long millionths = Math.max(1, Math.round(own * 1e6));
        DistributionText failed = DurationFit.distribution(
                operation.failingTimes(),
                0,
                "self time of " + operation.failingTimes().size() + " failed spans");
        return new Choice(
                List.of(
                        new Alternative(
                                1_000_000 - millionths, List.of(new Work(work.text(), "origin: " + work.origin()))),
                        new Alternative(
                                millionths,
                                List.of(new Work(failed.text(), "origin: " + failed.origin()), fail(1, "")))),
                origin);
    }

    private Call fail(double share, String origin) {
        hasFailingCalls = true;
        return failing.call(Math.min(1, share), origin);
    }

    /** Adds the failures of a step that its calls do not have in the scenario. */
    private void addFailures(Operation operation, List<OperationCalls> step, double share, List<ImportedStep> steps) {
        if (share > FailureModel.NEGLIGIBLE) {
            long failed = step.stream().mapToLong(OperationCalls::failedRuns).sum();
            steps.add(fail(
                    share,
                    "origin: " + failed + " of " + operation.callCount() + " runs failed because of the calls above"));
        }
    }

    /** Returns the failures of a callee without spans, at the end of its work. */
    List<ImportedStep> failures(Callee callee) {
        double share = failures.failing(callee);
        return share > FailureModel.NEGLIGIBLE
                ? List.of(fail(share, "origin: " + callee.failed() + " of " + callee.callCount() + " calls failed"))
                : List.of();
    }

    /** Adds a call with its mean repetitions; the fractional part as one more call with that probability. */
    private void addCalls(Operation operation, OperationCalls calls, double share, List<ImportedStep> steps) {
        long times = Math.min(MAX_TIMES, (long) calls.mean());
        double fraction = calls.mean() - (long) calls.mean();
        String countText = calls.minimum() == calls.maximum()
                ? times == 1 ? "" : ", " + times + " times each"
                : ", " + calls.minimum() + " to " + calls.maximum() + " times each";
        Call call = plan.call(
                calls.callee(),
                "origin: in " + calls.runs() + " of " + operation.callCount() + " runs" + countText
                        + FailureModel.origin(calls));
        String policies = failures.policies(calls);
        steps.add(new Call(call.verb(), call.target(), times, share, policies, call.origin()));
        if (fraction > MIN_SHARE) {
            steps.add(new Call(
                    call.verb(),
                    call.target(),
                    1,
                    share * fraction,
                    policies,
                    "origin: " + QuantityFormat.format(calls.mean(), "1") + " on average"));
        }
    }
}
