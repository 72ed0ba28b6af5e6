package dev.brownout.importing.spans;

import dev.brownout.importing.spans.Callee.Outside;
import dev.brownout.importing.spans.ImportedSpan.Kind;
import dev.brownout.importing.spans.ImportedSpan.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Run of an operation: its span and the calls that it made. */
final class OperationRun {
    /** Minimum overlap of parallel calls, as a share of the duration of the shorter call. */
    private static final double OVERLAP = 0.1;

    private static final int MOST_COMPARED = 256;
    private static final int MOST_CALLEES = 64;

    private final CallGraph graph;
    private final Operation operation;
    private final ImportedSpan span;
    private final List<Call> calls = new ArrayList<>(4);

    OperationRun(CallGraph graph, Operation operation, ImportedSpan span) {
        this.graph = graph;
        this.operation = operation;
        this.span = span;
    }

    /** Call of a run. Its callee is the operation found below its span, or else a component without spans. */
    static final class Call {
        private final ImportedSpan client;
        private Callee callee;
        private long start;
        private long end;
        private boolean failed;

        private Call(ImportedSpan client, Callee callee, long start, long end, boolean failed) {
            this.client = client;
            this.callee = callee;
            this.start = start;
            this.end = end;
            this.failed = failed;
        }

        /** Returns whether the call publishes a message, so that the caller does not wait for its processing. */
        boolean publishes() {
            return client != null && client.kind() == Kind.PRODUCER;
        }

        /** Returns the target in the attributes of the client span. */
        Target target() {
            return client.origin().target();
        }

        private long start() {
            return start;
        }

        private boolean overlaps(Call later) {
            long together = Math.min(end, later.end) - later.start;
            return together > OVERLAP * Math.min(end - start, later.end - later.start);
        }
    }

    /** Adds a call that has a client span. */
    Call calling(ImportedSpan client) {
        Call call = new Call(client, null, client.start(), client.end(), client.failed());
        calls.add(call);
        return call;
    }

    /**
     * Adds the span of the callee of a call.
     *
     * @param call the call; null if it has no client span
     * @param server span of the callee
     * @param above parent of the server span: the span of this run, or a span within it
     */
    void answered(Call call, Operation callee, ImportedSpan server, ImportedSpan above) {
        if (call != null && call.callee == null) {
            call.callee = callee;
            graph.answered(call.client, server);
            return;
        }
        boolean early = server.start() < above.start();
        boolean within = !early && server.end() <= above.end();
        long start = server.start();
        if (!within) {
            start = above.start() + Math.max(0, above.nanos() - server.nanos()) / 2;
        }
        if (!server.origin().service().equals(span.origin().service())) {
            graph.unasked(early);
        }
        calls.add(new Call(null, callee, start, start + Math.min(server.nanos(), above.nanos()), server.failed()));
    }

    /** Counts the run, after all of its calls were added. */
    void end() {
        if (span.origin().receiving()) {
            graph.countReceiving();
            return;
        }
        for (Call call : calls) {
            if (call.callee == null) {
                call.callee = graph.outside(call.target(), call.client.origin().name());
            }
            if (call.callee instanceof Outside outside) {
                outside.add(span.origin().service(), Math.round((call.end - call.start) / 1e3), call.failed);
            }
        }
        calls.sort(Comparator.comparingLong(Call::start));
        boolean own = span.failed() && calls.stream().noneMatch(call -> call.failed);
        operation.ran(span.nanos(), span.nanos() - covered(), own);
        Map<Callee, List<Call>> byCallee = new LinkedHashMap<>();
        calls.forEach(call -> byCallee.computeIfAbsent(call.callee, none -> new ArrayList<>(2))
                .add(call));
        Set<List<Callee>> overlapping = overlapping();
        byCallee.forEach((callee, made) -> count(callee, made, overlapping.contains(List.of(callee, callee))));
        List<Callee> callees = List.copyOf(byCallee.keySet());
        int compared = Math.min(MOST_CALLEES, callees.size());
        for (int i = 0; i < compared; i++) {
            for (int j = i + 1; j < compared; j++) {
                Callee one = callees.get(i);
                Callee other = callees.get(j);
                operation.pair(
                        one,
                        other,
                        overlapping.contains(List.of(one, other)) || overlapping.contains(List.of(other, one)));
            }
        }
    }

    /** Returns the part of the span during which at least one call was in flight, in ns. */
    private long covered() {
        long covered = 0;
        long until = span.start();
        for (Call call : calls) {
            long from = Math.max(until, call.start);
            long to = Math.min(call.end, span.end());
            if (to > from) {
                covered += to - from;
                until = to;
            }
        }
        return covered;
    }

    private Set<List<Callee>> overlapping() {
        Set<List<Callee>> overlapping = new LinkedHashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            Call one = calls.get(i);
            int to = Math.min(calls.size(), i + MOST_COMPARED);
            for (int j = i + 1; j < to && calls.get(j).start < one.end; j++) {
                if (one.overlaps(calls.get(j))) {
                    overlapping.add(List.of(one.callee, calls.get(j).callee));
                }
            }
        }
        return overlapping;
    }

    private void count(Callee callee, List<Call> made, boolean atOnce) {
        OperationCalls counted = operation.calls(callee);
        long repeated = 0;
        for (int i = 0; i < made.size(); i++) {
            Call call = made.get(i);
            Call next = i + 1 < made.size() ? made.get(i + 1) : null;
            boolean retried = call.failed && next != null && next.start >= call.end;
            if (retried) {
                counted.repeated(next.start - call.end);
                repeated++;
            } else if (call.failed && !span.failed()) {
                counted.masked();
            }
            if (call.client != null && call.end > span.end()) {
                counted.outlasted();
            }
        }
        counted.ran(made.size() - repeated, made.get(0).start - span.start(), atOnce);
    }
}
