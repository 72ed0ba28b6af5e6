package dev.brownout.importing.inference;

import dev.brownout.importing.inference.InferenceLog.LoggedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Coefficients of the step time of an inference engine, by least squares. The time from the first to the last token of
 * a call is that of its steps: base x steps + per_sequence x sequences in these steps + prompt tokens of other calls in
 * these steps / prefill_rate. The log has all three numbers: the first tokens and the ends of all calls determine the
 * batch over time. A call that arrives at an idle engine adds its time to first token: one step with its prompt.
 *
 * <p>The intervals are those of the jackknife with ten groups of successive calls (Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, chapter 11), with the quantiles of Student's distribution.
 *
 * @param base seconds of a step that do not depend on the batch
 * @param perSequence further seconds for each sequence
 * @param perPrefillToken further seconds for each token of a prompt
 * @param fewest smallest mean number of sequences in the steps of a call
 * @param most largest mean number of sequences in the steps of a call
 */
public record StepTimeFit(
        Coefficient base, Coefficient perSequence, Coefficient perPrefillToken, double fewest, double most) {
    private static final int GROUPS = 10;
    private static final int COEFFICIENTS = 3;
    private static final int ITERATIONS = 6;
    private static final double CONFIDENCE = 0.975;

    /** Prompt tokens that an engine computes in one step by default. */
    private static final int STEP_TOKENS = 2048;

    /** Relative half width of the interval above which a coefficient is not identified. */
    private static final double UNKNOWN = 0.5;

    /**
     * Estimate of a coefficient.
     *
     * @param low lower end of the 95 % interval, at least 0
     * @param high upper end of the 95 % interval
     */
    public record Coefficient(double value, double low, double high) {
        boolean isKnown() {
            return value > 0 && high - value <= UNKNOWN * value;
        }
    }

    /**
     * Equation of the fit.
     *
     * @param steps steps of the call
     * @param sequences sequences in these steps, added up
     * @param prompts prompt tokens in these steps
     * @param seconds duration of these steps
     * @param decoding whether these are the steps after the first token
     */
    private record StepEquation(double steps, double sequences, double prompts, double seconds, boolean decoding) {
        double predict(double... coefficients) {
            return coefficients[0] * steps + coefficients[1] * sequences + coefficients[2] * prompts;
        }
    }

    /**
     * Fits the coefficients to the first calls of logs.
     *
     * @param share share of the calls of each log that the fit uses, more than 0 and at most 1
     * @throws IllegalArgumentException if a coefficient is not identified
     */
    public static StepTimeFit of(List<InferenceLog> logs, double share) {
        double[] now = {1, 0, 0};
        List<StepEquation> rows = List.of();
        for (int i = 0; i < ITERATIONS; i++) {
            rows = rows(logs, share, now);
            now = solved(rows);
        }
        double[] means = new double[COEFFICIENTS];
        double[] squares = new double[COEFFICIENTS];
        for (int group = 0; group < GROUPS; group++) {
            List<StepEquation> others = new ArrayList<>(rows);
            others.subList(rows.size() * group / GROUPS, rows.size() * (group + 1) / GROUPS)
                    .clear();
            double[] without = solved(others);
            for (int i = 0; i < COEFFICIENTS; i++) {
                means[i] += without[i] / GROUPS;
                squares[i] += without[i] * without[i];
            }
        }
        double quantile = new TDistribution(GROUPS - 1.0).inverseCumulativeProbability(CONFIDENCE);
        Coefficient[] all = new Coefficient[COEFFICIENTS];
        for (int i = 0; i < COEFFICIENTS; i++) {
            double variance = Math.max(0, squares[i] - GROUPS * means[i] * means[i]) * (GROUPS - 1) / GROUPS;
            double half = quantile * Math.sqrt(variance);
            all[i] = new Coefficient(now[i], Math.max(0, now[i] - half), now[i] + half);
        }
        StepTimeFit fit = new StepTimeFit(
                all[0],
                all[1],
                all[2],
                batch(rows).min().orElse(0),
                batch(rows).max().orElse(0));
        fit.requireKnown();
        return fit;
    }

    private static DoubleStream batch(List<StepEquation> rows) {
        return rows.stream().filter(StepEquation::decoding).mapToDouble(row -> row.sequences() / row.steps());
    }

    private void requireKnown() {
        if (!base.isKnown() || perSequence.high() - perSequence.value() > UNKNOWN * base.value()) {
            throw unknown(fewest, most);
        }
        if (!perPrefillToken.isKnown()) {
            throw new IllegalArgumentException("the prefill rate is not identified: the prompts of the log delay other"
                    + " calls too little. Use a log with longer prompts, or with more calls at the same time");
        }
    }

    private static IllegalArgumentException unknown(double fewest, double most) {
        return new IllegalArgumentException(String.format(
                Locale.ROOT,
                "base and per_sequence are not identified: the calls had %.1f to %.1f sequences in their steps."
                        + " Use logs of different loads together, of one replica without preemptions",
                fewest,
                most));
    }

    private static double[] solved(List<StepEquation> rows) {
        RealMatrix normal = new Array2DRowRealMatrix(COEFFICIENTS, COEFFICIENTS);
        double[] right = new double[COEFFICIENTS];
        double[] sizes = {
            scale(rows, StepEquation::steps), scale(rows, StepEquation::sequences), scale(rows, StepEquation::prompts)
        };
        for (StepEquation row : rows) {
            double[] x = {row.steps() / sizes[0], row.sequences() / sizes[1], row.prompts() / sizes[2]};
            for (int i = 0; i < COEFFICIENTS; i++) {
                right[i] += x[i] * row.seconds();
                for (int k = 0; k < COEFFICIENTS; k++) {
                    normal.addToEntry(i, k, x[i] * x[k]);
                }
            }
        }
        try {
            double[] scaled = new QRDecomposition(normal, 1e-9)
                    .getSolver()
                    .solve(new ArrayRealVector(right, false))
                    .toArray();
            for (int i = 0; i < COEFFICIENTS; i++) {
                scaled[i] /= sizes[i];
            }
            return scaled;
        } catch (SingularMatrixException same) {
            throw unknown(batch(rows).min().orElse(0), batch(rows).max().orElse(0));
        }
    }

    private static double scale(List<StepEquation> rows, ToDoubleFunction<StepEquation> part) {
        double sum = rows.stream()
                .mapToDouble(row -> part.applyAsDouble(row) * part.applyAsDouble(row))
                .sum();
        return sum == 0 ? 1 : Math.sqrt(sum);
    }

    private static List<StepEquation> rows(List<InferenceLog> logs, double share, double... coefficients) {
        List<StepEquation> rows = new ArrayList<>();
        for (InferenceLog log : logs) {
            rows.addAll(rows(log, 0, share, coefficients));
        }
        return rows;
    }

    /** Returns the equations of some calls of a log; the batch in their steps is that of all calls. */
    private static List<StepEquation> rows(InferenceLog log, double from, double to, double... coefficients) {
        BatchHistory history = new BatchHistory(log.calls(), coefficients);
        List<StepEquation> rows = new ArrayList<>();
        long busyUntil = from > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        int size = log.calls().size();
        for (LoggedCall call : log.calls().subList((int) (size * from), (int) (size * to))) {
            if (busyUntil < call.arrivalNanos() && call.prompt() <= STEP_TOKENS) {
                rows.add(
                        new StepEquation(1, 1, call.prompt(), (call.firstNanos() - call.arrivalNanos()) * 1e-9, false));
            }
            busyUntil = Math.max(busyUntil, call.endNanos());
            if (call.steps() > 0 && call.endNanos() > call.firstNanos()) {
                rows.add(new StepEquation(
                        call.steps(),
                        call.steps() * history.meanBatch(call) + history.prompts(call),
                        history.promptTokens(call),
                        (call.endNanos() - call.firstNanos()) * 1e-9,
                        true));
            }
        }
        return rows;
    }

    /**
     * Returns the sum of the differences between the predicted and the measured times from the first to the last token,
     * without their signs, divided by the sum of the measured times.
     *
     * @param from share of the calls of the log before the predicted ones
     * @param to share of the calls up to the last predicted one
     */
    public double error(InferenceLog log, double from, double to) {
        double[] values = {base.value(), perSequence.value(), perPrefillToken.value()};
        double differences = 0;
        double seconds = 0;
        for (StepEquation row : rows(log, from, to, values)) {
            if (row.decoding()) {
                differences += Math.abs(row.predict(values) - row.seconds());
                seconds += row.seconds();
            }
        }
        return differences / seconds;
    }
}
