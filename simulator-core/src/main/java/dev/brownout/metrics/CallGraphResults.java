package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.network.CallCounts;
import dev.brownout.result.EdgeResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds the call graph of a run: calls by caller and callee, with their outcomes. */
public final class CallGraphResults {
    private final RunMeasurements run;
    private final SortedMap<String, SortedMap<String, CallCounts>> calls;
    private final int steps;

    /**
     * Creates a builder for one run.
     *
     * @param calls counts of calls by caller and callee; users have the name of their request class with prefix
     *     {@link RunMeasurements#REQUESTS}
     * @param endNanos simulated time that the run reached, in ns
     */
    public CallGraphResults(
            RunMeasurements run, SortedMap<String, SortedMap<String, CallCounts>> calls, long endNanos) {
        this.run = run;
        this.calls = calls;
        this.steps = run.grid().stepsUntil(endNanos);
    }

    /**
     * Returns the edges with at least one call. Edges from users come first; then edges are sorted by caller and
     * callee.
     */
    public List<EdgeResult> results(CellRange span) {
        CellRange wholeRun = run.grid().span(0, run.grid().end());
        List<EdgeResult> edges = new ArrayList<>();
        calls.forEach((caller, callees) -> callees.forEach((callee, counts) -> {
            if (counts.sent().total(wholeRun) > 0) {
                edges.add(edge(caller, callee, counts, span));
            }
        }));
        edges.sort(Comparator.comparing((EdgeResult edge) -> !edge.users())
                .thenComparing(EdgeResult::caller)
                .thenComparing(EdgeResult::callee));
        return edges;
    }

    private EdgeResult edge(String caller, String callee, CallCounts counts, CellRange span) {
        Map<String, Long> causes = new TreeMap<>();
        counts.causes().forEach((cause, counter) -> {
            long count = counter.total(span);
            if (count > 0) {
                causes.put(ResultBuilder.cause(run, cause), count);
            }
        });
        boolean users = caller.startsWith(RunMeasurements.REQUESTS);
        return new EdgeResult(
                users ? caller.substring(RunMeasurements.REQUESTS.length()) : caller,
                users,
                callee,
                counts.sent().total(span),
                counts.retries().total(span),
                counts.good().total(span),
                causes.values().stream().mapToLong(Long::longValue).sum(),
                counts.abandoned().total(span),
                causes,
                steps(List.of(counts.sent())),
                steps(List.of(counts.good())),
                steps(counts.causes().values()));
    }

    private long[] steps(Collection<Counter> counters) {
        long[] sums = new long[steps];
        counters.forEach(counter -> Arrays.setAll(
                sums, step -> sums[step] + counter.total(run.grid().step(step))));
        return sums;
    }
}
