package dev.brownout.importing.calibrate;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.fitting.WeightedSample;
import java.util.ArrayList;
import java.util.List;

/** Figures of calls with their standard errors: rate, response times, and order ({@link QueueOrder}). */
final class OrderedFigures {
    private static final double[] PERCENTILES = {0.1, 0.5, 0.9, 0.99};
    private static final int PARTS = 10;
    private static final double MIN_ERROR = 0.01;
    private static final double MIN_CORRELATION_ERROR = 0.02;

    private final int nodes;
    private final boolean closed;
    private final double[] measured;
    private final double[] errors;

    /**
     * Computes the figures.
     *
     * @param nodes number of nodes; a balancer in turn sends the next call but {@code nodes - 1} to the same node
     * @param closed whether the rate depends on the responses
     */
    OrderedFigures(CallSample calls, int nodes, boolean closed) {
        this.nodes = nodes;
        this.closed = closed;
        this.measured = figures(calls);
        this.errors = new double[measured.length];
        List<double[]> parts = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            parts.add(figures(calls.part(i * calls.size() / PARTS, (i + 1) * calls.size() / PARTS)));
        }
        for (int k = 0; k < errors.length; k++) {
            int figure = k;
            double mean =
                    parts.stream().mapToDouble(part -> part[figure]).average().orElseThrow();
            double variance = parts.stream()
                            .mapToDouble(part -> (part[figure] - mean) * (part[figure] - mean))
                            .sum()
                    / (PARTS - 1);
            double least = k < measured.length - 3 ? MIN_ERROR : MIN_CORRELATION_ERROR;
            errors[k] = Math.max(least, Math.sqrt(2 * variance / PARTS));
        }
    }

    /** Returns the differences of the figures of other calls from those of the measured ones, in standard errors. */
    double[] differences(CallSample simulated) {
        double[] others = figures(simulated);
        for (int i = 0; i < others.length; i++) {
            others[i] = (others[i] - measured[i]) / errors[i];
        }
        return others;
    }

    /** Returns the logarithms of the rate and of the response times, the calls overtaken, and correlations. */
    private double[] figures(CallSample calls) {
        List<Double> figures = new ArrayList<>();
        if (closed) {
            double span = Math.max(1, calls.arrivedNanos()[calls.size() - 1] - calls.arrivedNanos()[0]);
            figures.add(ElementaryFunctions.log(Math.max(1, calls.size() - 1) / span));
        }
        WeightedSample times = WeightedSample.nanos(calls.responseNanos());
        figures.add(logarithm(times.mean()));
        for (double p : PERCENTILES) {
            figures.add(logarithm(times.quantile(p)));
        }
        figures.add(ElementaryFunctions.log(1 + QueueOrder.overtaken(calls)));
        figures.add(QueueOrder.correlationWithFound(calls));
        figures.add(QueueOrder.correlation(calls, 1));
        figures.add(QueueOrder.correlation(calls, nodes + 1));
        return figures.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double logarithm(double nanos) {
        return ElementaryFunctions.log(Math.max(1, nanos));
    }
}
