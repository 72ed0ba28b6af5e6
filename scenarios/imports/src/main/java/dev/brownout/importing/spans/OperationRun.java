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
import java.util.Optional;
import java.util.Set;

/** Run of an operation: its span and the calls that it made. */
final class OperationRun {
    /** Minimum overlap of parallel calls, as a share of the duration of the shorter call. */
    private static final double OVERLAP = 0.1;

    /** Time after the end of a run from which work is late, as a share of the duration of the run. */
    private static final double LATE = 0.01;

    private static final int MAX_COMPARED = 256;
    private static final int MAX_CALLEES = 64;

    private final CallGraph graph;
    private final Operation operation;
    private final ImportedSpan span;
    private final List<Call> calls = new ArrayList<>(4);
    private long worksUntil;

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
        /** Start of the next attempt in ns since 1970; 0 if the call is not repeated. */
        private long repeatedAt;

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

        private boolean failsFinally() {
            return failed && repeatedAt == 0;
        }

        private boolean overlaps(Call later) {
            long overlap = Math.min(end, later.end) - later.start;
            return overlap > OVERLAP * Math.min(end - start, later.end - later.start);
        }
    }

    /** Adds a call that has a client span. */
    Call calling(ImportedSpan client) {
        Call call = new Call(client, null, client.start(), client.end(), client.failed());
        calls.add(call);
        return call;
    }

    /**
     * Adds the span of the callee of a call. A span that begins after its parent has ended, and is longer than it, is
     * that of a call for which the parent does not wait.
     *
     * @param call the call; null if it has no client span
     * @param server span of the callee
     * @param parent parent of the server span: the span of this run, or a span within it
     */
    void addCalleeSpan(Call call, Operation callee, ImportedSpan server, ImportedSpan parent) {
        if (call != null && call.callee == null) {
            call.callee = callee;
            call.failed |= server.failed();
            graph.countedCalls(call.client, server);
            return;
        }
        boolean isEarly = server.start() < parent.start();
        boolean isInsideParent = !isEarly && server.end() <= parent.end();
        boolean isLater = server.start() >= parent.end() && server.nanos() > parent.nanos();
        long start = server.start();
        if (isLater) {
            calls.add(new Call(null, callee, start, server.end(), server.failed()));
            operation.calls(callee).outlasted();
            return;
        }
        if (!isInsideParent) {
            start = parent.start() + Math.max(0, parent.nanos() - server.nanos()) / 2;
        }
        if (!server.origin().service().equals(span.origin().service())) {
            graph.countCallWithoutClientSpan(isEarly);
        }
        calls.add(new Call(null, callee, start, start + Math.min(server.nanos(), parent.nanos()), server.failed()));
    }

    /** Adds an internal span of the run. It may end later than the span of the run. */
    void works(ImportedSpan internal) {
        worksUntil = Math.max(worksUntil, internal.end());
    }

    /** Counts the run, after all of its calls were added. */
    void end() {
        if (span.origin().receiving()) {
            graph.countReceiving();
            return;
        }
        for (Call call : calls) {
            if (call.callee == null) {
                call.callee =
                        graph.externalCallee(call.target(), call.client.origin().name());
            }
            if (call.callee instanceof Outside outside) {
                long end = Math.max(call.start, Math.min(call.end, span.end()));
                outside.add(span.origin().service(), Math.round((end - call.start) / 1e3), call.failed);
            }
        }
        if (worksUntil - span.end() > LATE * span.nanos()) {
            operation.worksLonger(worksUntil - span.end());
        }
        calls.sort(Comparator.comparingLong(Call::start));
        Map<Callee, List<Call>> byCallee = new LinkedHashMap<>();
        calls.forEach(call ->
                byCallee.computeIfAbsent(call.callee, key -> new ArrayList<>(2)).add(call));
        byCallee.values().forEach(OperationRun::findRetries);
        Optional<Call> cause = calls.stream()
                .filter(call -> span.failed() && call.failsFinally())
                .max(Comparator.comparingLong(call -> call.end))
                .filter(this::isLast);
        operation.ran(span.nanos(), span.nanos() - coveredNanos(), span.failed(), cause.isPresent());
        cause.ifPresent(call -> operation.calls(call.callee).failedRun());
        Set<List<Callee>> overlapping = overlappingCallees();
        byCallee.forEach((callee, callsOfCallee) ->
                countCalls(callee, callsOfCallee, overlapping.contains(List.of(callee, callee))));
        List<Callee> callees = List.copyOf(byCallee.keySet());
        int compared = Math.min(MAX_CALLEES, callees.size());
        for (int i = 0; i < compared; i++) {
            for (int j = i + 1; j < compared; j++) {
                Callee first = callees.get(i);
                Callee second = callees.get(j);
                operation.pair(
                        first,
                        second,
                        overlapping.contains(List.of(first, second)) || overlapping.contains(List.of(second, first)));
            }
        }
    }

    /** Returns whether no other call begins after a call, so that its failure may have ended the run. */
    private boolean isLast(Call call) {
        return calls.stream().noneMatch(other -> other != call && other.start >= call.end);
    }

    /** Marks the calls of a callee that are repeated after an error. */
    private static void findRetries(List<Call> callsOfCallee) {
        for (int i = 0; i + 1 < callsOfCallee.size(); i++) {
            Call call = callsOfCallee.get(i);
            long next = callsOfCallee.get(i + 1).start;
            call.repeatedAt = call.failed && next >= call.end ? next : 0;
        }
    }

    /**
     * Returns the part of the span during which at least one call was in flight, or waited for its next attempt, in ns.
     */
    private long coveredNanos() {
        long covered = 0;
        long coveredUntil = span.start();
        for (Call call : calls) {
            long from = Math.max(coveredUntil, call.start);
            long to = Math.min(Math.max(call.end, call.repeatedAt), span.end());
            if (to > from) {
                covered += to - from;
                coveredUntil = to;
            }
        }
        return covered;
    }

    private Set<List<Callee>> overlappingCallees() {
        Set<List<Callee>> overlapping = new LinkedHashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            int end = Math.min(calls.size(), i + MAX_COMPARED);
            for (int j = i + 1; j < end && calls.get(j).start < call.end; j++) {
                if (call.overlaps(calls.get(j))) {
                    overlapping.add(List.of(call.callee, calls.get(j).callee));
                }
            }
        }
        return overlapping;
    }

    private void countCalls(Callee callee, List<Call> callsOfCallee, boolean overlapping) {
        OperationCalls statistics = operation.calls(callee);
        long retries = 0;
        long attempts = 1;
        for (Call call : callsOfCallee) {
            if (call.failed) {
                statistics.failedAttempt();
            }
            if (call.repeatedAt > 0) {
                statistics.onRepeated(call.repeatedAt - call.end);
                retries++;
                attempts++;
            } else {
                statistics.attempts(attempts);
                attempts = 1;
            }
            if (call.failsFinally()) {
                statistics.onFailed(!span.failed() || !isLast(call));
            }
            if (call.client != null && call.end > span.end()) {
                statistics.outlasted();
            }
        }
        statistics.ran(callsOfCallee.size() - retries, callsOfCallee.get(0).start - span.start(), overlapping);
    }
}
