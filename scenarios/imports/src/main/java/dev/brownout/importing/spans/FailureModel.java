package dev.brownout.importing.spans;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.spans.SpanScenarioPlan.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Failures of the scenario: the share of failing calls of each callee, and the retries and fallbacks of its callers, so
 * that each operation fails as often as in the spans. In a scenario calls fail independently of each other, and equally
 * often for all callers. Further failures of a caller are steps of their own.
 */
final class FailureModel {
    /** Share of failures below which there are none. */
    static final double NEGLIGIBLE = 0.0005;

    private static final int MIN_CALLS = 20;
    private static final int MIN_CALLS_PASSED_ON = 100;
    private static final double STANDARD_ERRORS = 3;
    private static final double MIN_DIFFERENCE = 0.002;
    private static final int MAX_ATTEMPTS = 1000;
    private static final double TOLERANCE = 1.1;

    private final Map<Object, Double> failing = new LinkedHashMap<>();
    private final Map<Callee, Part> parts = new LinkedHashMap<>();

    /**
     * Retries and fallback of a call.
     *
     * @param attempts maximum number of attempts
     * @param hasFallback whether a failure is replaced by a prepared response
     * @param failingRun probability that the caller fails because of its calls
     */
    record CallFailures(long attempts, boolean hasFallback, double failingRun) {}

    FailureModel(SpanScenarioPlan plan) {
        for (Part part : plan.parts()) {
            part.callees().forEach(callee -> parts.put(callee, part));
        }
        Map<Object, List<OperationCalls>> callers = new LinkedHashMap<>();
        plan.steps()
                .values()
                .forEach(steps -> steps.forEach(step ->
                        step.forEach(calls -> callers.computeIfAbsent(unit(calls.callee()), key -> new ArrayList<>())
                                .add(calls))));
        for (Part part : plan.parts()) {
            for (Callee callee : part.callees()) {
                Object unit = unit(callee);
                failing.computeIfAbsent(unit, key -> share(part, key, callers.getOrDefault(key, List.of())));
            }
        }
    }

    /** Returns the endpoint of a callee, or its component if that has no endpoints. */
    private Object unit(Callee callee) {
        Part part = parts.get(callee);
        return part == null || part.endpoint(callee) != null ? callee : part;
    }

    /**
     * Returns the share of failing calls. If it depends on the caller, it is that of the caller with the fewest
     * failures. Otherwise it is that of the callers that pass failures on, which determines their own failures.
     */
    private static double share(Part part, Object unit, List<OperationCalls> callers) {
        double failed = 0;
        double all = 0;
        for (Callee callee : unit instanceof Callee only ? List.of(only) : part.callees()) {
            failed += callee instanceof Operation operation ? operation.failedRuns() : callee.failed();
            all += callee.callCount();
        }
        double pooled = all == 0 ? 0 : failed / all;
        double least = pooled;
        double passedOn = Double.POSITIVE_INFINITY;
        boolean equal = true;
        for (OperationCalls calls : callers) {
            double own = calls.failedAttempts() / (double) calls.attempts();
            double error = STANDARD_ERRORS * Math.sqrt(pooled * (1 - pooled) / calls.attempts());
            if (calls.attempts() >= MIN_CALLS) {
                equal &= Math.abs(own - pooled) <= error + MIN_DIFFERENCE;
                least = Math.min(least, own);
            }
            if (calls.attempts() >= MIN_CALLS_PASSED_ON && calls.tolerated() == 0 && calls.retries() == 0) {
                passedOn = Math.min(passedOn, own);
            }
        }
        if (!equal) {
            return least;
        }
        return Double.isFinite(passedOn) ? passedOn : pooled;
    }

    /** Returns the share of the calls to a callee that fail in the scenario. */
    double failing(Callee callee) {
        return failing.getOrDefault(unit(callee), 0.0);
    }

    /** Returns the share of the calls to a component without endpoints that fail in the scenario. */
    double failing(Part part) {
        return failing.getOrDefault(part, 0.0);
    }

    /** Returns the retries and the fallback of calls. */
    CallFailures of(OperationCalls calls) {
        double attemptFails = failing(calls.callee());
        long attempts = attempts(calls, attemptFails);
        boolean fallback = calls.tolerated() > 0;
        double callFails = fallback ? 0 : ElementaryFunctions.pow(attemptFails, attempts);
        return new CallFailures(attempts, fallback, 1 - ElementaryFunctions.pow(1 - callFails, calls.mean()));
    }

    /**
     * Returns the number of attempts. With independent failures it can be larger than in the spans, where a call that
     * fails twice may always succeed afterwards.
     */
    private static long attempts(OperationCalls calls, double attemptFails) {
        if (calls.retries() == 0) {
            return 1;
        }
        if (!(attemptFails > 0 && attemptFails < 1)) {
            return Math.max(2, calls.mostAttempts());
        }
        double target = TOLERANCE * calls.failed() / calls.callCount() + NEGLIGIBLE;
        double needed = Math.ceil(ElementaryFunctions.log(target) / ElementaryFunctions.log(attemptFails));
        return (long) Math.max(2, Math.min(MAX_ATTEMPTS, needed));
    }

    /** Returns the policies of a call in the syntax of the scenario language; empty for none. */
    String policies(OperationCalls calls) {
        CallFailures failures = of(calls);
        List<String> policies = new ArrayList<>();
        if (failures.hasFallback()) {
            policies.add("fallback: {}");
        }
        if (failures.attempts() > 1) {
            double pause = calls.pause();
            policies.add("retry: { attempts: " + failures.attempts() + ", backoff: "
                    + (pause < 1 ? "none" : "constant(" + LanguageNumbers.nanos(pause) + ")") + " }");
        }
        return String.join(", ", policies);
    }

    /** Returns a description of the failures of calls; empty if none failed. */
    static String origin(OperationCalls calls) {
        String text = calls.retries() > 0
                ? ", " + calls.retries() + " retries, up to " + calls.mostAttempts() + " attempts"
                : "";
        if (calls.failed() > 0) {
            text += ", " + calls.failed() + " failed, " + calls.tolerated() + " of them without failing the caller";
        }
        return text;
    }
}
