package dev.brownout.importing.inference;

import dev.brownout.importing.inference.InferenceLog.LoggedCall;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Batch of an engine over time, as its calls show it: a call is in the batch from its first token to its last one. Time
 * is measured in steps, by estimated coefficients of the step time. Time that the engine computes a prompt has no
 * steps: the step with the prompt is counted without it.
 */
final class BatchHistory {
    /** Instants at which the batch changes, ascending, in ns. */
    private final long[] times;
    /** Steps until each instant. */
    private final double[] steps;
    /** Sequences of these steps, added up. */
    private final double[] sequences;
    /** Instants of the first tokens, ascending, in ns. */
    private final long[] firsts;
    /** Prompt tokens of the calls with the first tokens until each instant. */
    private final long[] tokens;

    /**
     * Creates the history of some calls.
     *
     * @param coefficients seconds of a step, for each of its sequences, and for each token of a prompt
     */
    BatchHistory(List<LoggedCall> calls, double... coefficients) {
        NavigableMap<Long, long[]> changes = new TreeMap<>();
        NavigableMap<Long, Long> prompts = new TreeMap<>();
        for (LoggedCall call : calls) {
            changes.computeIfAbsent(call.firstNanos(), time -> new long[2])[0]++;
            changes.computeIfAbsent(call.endNanos(), time -> new long[2])[0]--;
            prompts.merge(call.firstNanos(), (long) call.prompt(), Long::sum);
        }
        prompts.forEach((time, count) -> {
            long begin = time - Math.round(Math.max(0, count * coefficients[2]) * 1e9);
            changes.computeIfAbsent(begin, instant -> new long[2])[1]++;
            changes.computeIfAbsent(time, instant -> new long[2])[1]--;
        });
        times = new long[changes.size()];
        steps = new double[times.length];
        sequences = new double[times.length];
        long batch = 0;
        long prefilling = 0;
        int i = 0;
        for (Map.Entry<Long, long[]> change : changes.entrySet()) {
            times[i] = change.getKey();
            if (i > 0) {
                double step = coefficients[0] + coefficients[1] * batch;
                boolean decodes = batch > 0 && prefilling == 0 && step > 0;
                double passed = decodes ? (times[i] - times[i - 1]) * 1e-9 / step : 0;
                steps[i] = steps[i - 1] + passed;
                sequences[i] = sequences[i - 1] + passed * batch;
            }
            batch += change.getValue()[0];
            prefilling += change.getValue()[1];
            i++;
        }
        firsts = calls.stream().mapToLong(LoggedCall::firstNanos).sorted().toArray();
        tokens = new long[firsts.length];
        int next = 0;
        long sum = 0;
        for (Map.Entry<Long, Long> prompt : prompts.entrySet()) {
            sum += prompt.getValue();
            while (next < firsts.length && firsts[next] == prompt.getKey()) {
                tokens[next++] = sum;
            }
        }
    }

    /** Returns the mean number of sequences in the steps of a call after its first token, at least 1. */
    double meanBatch(LoggedCall call) {
        int from = Arrays.binarySearch(times, call.firstNanos());
        int to = Arrays.binarySearch(times, call.endNanos());
        double passed = steps[to] - steps[from];
        return passed <= 0 ? 1 : Math.max(1, (sequences[to] - sequences[from]) / passed);
    }

    /** Returns the number of other calls with their first token in the steps of a call. */
    long prompts(LoggedCall call) {
        return (long) firstTokensUntil(call.endNanos()) - firstTokensUntil(call.firstNanos());
    }

    /** Returns the prompt tokens of these calls. */
    long promptTokens(LoggedCall call) {
        return tokensUntil(call.endNanos()) - tokensUntil(call.firstNanos());
    }

    private long tokensUntil(long time) {
        int count = firstTokensUntil(time);
        return count == 0 ? 0 : tokens[count - 1];
    }

    /** Returns the number of first tokens up to and including an instant. */
    private int firstTokensUntil(long time) {
        int low = 0;
        int high = firsts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firsts[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
