package dev.brownout.importing.spans;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedSystem.MeasuredFigure;
import dev.brownout.importing.system.ImportedSystem.MeasuredPercentile;
import dev.brownout.importing.system.LatencyFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Figures of the spans that a run of their scenario must have.
 *
 * @param gapMicros network round trip of a request, which its root span does not contain, in microseconds
 */
record SpanMeasurements(CallGraph graph, SpanScenarioPlan plan, double gapMicros) {
    /** Maximum number of request types and of components with figures. */
    private static final int MAX_SUBJECTS = 12;

    /** Number of standard errors that a run exceeds once in a hundred times. */
    private static final double ERRORS = 2.6;

    /** Returns the response times of the request types. */
    List<MeasuredPercentile> latencies() {
        List<MeasuredPercentile> latencies = new ArrayList<>();
        String origin = gapMicros > 0 ? "origin: root spans, and the path to the caller" : "";
        plan.requests().entrySet().stream()
                .limit(MAX_SUBJECTS)
                .forEach(entry -> latencies.addAll(
                        LatencyFigures.figures(entry.getValue(), entry.getKey().totalTimes(), 1, gapMicros, origin)));
        return latencies;
    }

    /**
     * Returns the availability and the rate of the request types, and the utilization of the services.
     *
     * @param utilization utilization by component
     */
    List<MeasuredFigure> figures(Map<String, Double> utilization) {
        List<MeasuredFigure> figures = new ArrayList<>();
        boolean isLong = SpanScenario.seconds(graph) > 0 && graph.requests() >= LatencyFigures.MIN_TIMES;
        plan.requests().entrySet().stream()
                .limit(MAX_SUBJECTS)
                .filter(entry -> entry.getKey().callCount() >= LatencyFigures.MIN_TIMES)
                .forEach(entry -> {
                    Operation operation = entry.getKey();
                    double failed = operation.failedRuns();
                    figures.add(LatencyFigures.availability(
                            entry.getValue(),
                            failed,
                            operation.callCount(),
                            "origin: " + operation.failedRuns() + " of " + operation.callCount() + " failed"));
                    double good = operation.requests() * (1 - failed / operation.callCount());
                    if (isLong && good >= LatencyFigures.MIN_TIMES) {
                        double rate = SpanScenario.rate(graph, operation.requests()) * good / operation.requests();
                        figures.add(new MeasuredFigure(
                                entry.getValue(),
                                "throughput",
                                LanguageNumbers.format(rate, SpanScenario.RATE_DIGITS) + "/s",
                                LatencyFigures.tolerance(ERRORS / Math.sqrt(good)),
                                "origin: successful requests in the time of the traces"));
                    }
                });
        if (isLong) {
            utilization.entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .limit(MAX_SUBJECTS)
                    .forEach(entry -> figures.add(new MeasuredFigure(
                            entry.getKey(),
                            "utilization",
                            LanguageNumbers.format(100 * entry.getValue(), SpanScenario.RATE_DIGITS) + "%",
                            LatencyFigures.tolerance(2 * ERRORS / Math.sqrt(graph.requests())),
                            "origin: rate times mean self time (Little's law), divided by the cores")));
        }
        return figures;
    }
}
