package dev.brownout.importing.spans;

import dev.brownout.importing.spans.ImportedSpan.Kind;
import dev.brownout.importing.spans.ImportedSpan.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Spans of one trace as runs of operations that call each other.
 *
 * <p>A server or consumer span begins a run. A span of another service than its parent begins a run as well. Internal
 * spans belong to the run around them. A client or producer span is a call, unless it contains another one of the same
 * service. It is a wrapper around that call then. The callee of a call is the run below it. A call without a run below
 * it goes to a component without spans.
 *
 * <p>Spans without a start or an end, and spans that wait for messages and contain their processing, are not in the
 * tree. The spans below them belong to the spans around them.
 */
final class TraceTree {
    private static final int NONE = -1;
    private static final int MISSING = -2;

    /** Names of client spans of OpenTelemetry for parts of a call: of Node.js (dns, net) and of Go (otelhttptrace). */
    private static final Set<String> CONNECTION = Set.of(
            "dns.lookup",
            "tcp.connect",
            "tls.connect",
            "http.getconn",
            "http.dns",
            "http.connect",
            "http.tls",
            "http.send",
            "http.receive",
            "http.headers");

    private final CallGraph graph;
    private final List<ImportedSpan> spans = new ArrayList<>();
    private final Map<Long, Integer> byId = new LinkedHashMap<>();
    /** Client spans that share their id with a server span, as in Zipkin, by id. */
    private final Map<Long, Integer> sharing = new LinkedHashMap<>();

    /** Numbers of spans that wait for messages and contain their processing. */
    private final Set<Integer> polls = new LinkedHashSet<>();

    private final int[] parent;
    private final Target[] polled;
    private final boolean[] wrapsCall;
    private final OperationRun[] runs;
    private final OperationRun.Call[] calls;

    private TraceTree(List<ImportedSpan> traceSpans, CallGraph graph) {
        this.graph = graph;
        List<ImportedSpan> sorted = new ArrayList<>(traceSpans);
        sorted.sort(Comparator.comparingLong(ImportedSpan::start)
                .thenComparing(ImportedSpan::kind)
                .thenComparing(span -> span.origin().name())
                .thenComparingLong(ImportedSpan::end)
                .thenComparingLong(ImportedSpan::id));
        sorted.forEach(this::index);
        spans.forEach(this::findPoll);
        parent = new int[spans.size()];
        polled = new Target[spans.size()];
        wrapsCall = new boolean[spans.size()];
        runs = new OperationRun[spans.size()];
        calls = new OperationRun.Call[spans.size()];
    }

    private void findPoll(ImportedSpan span) {
        Integer outer = span.parent() == 0 ? null : byId.get(span.parent());
        boolean processes = !span.calls() && !span.origin().receiving();
        if (outer != null && processes && spans.get(outer).origin().receiving()) {
            polls.add(outer);
        }
    }

    /** Returns whether a span is not in the tree. */
    private boolean isPassed(int number) {
        return !spans.get(number).isFinished() || polls.contains(number);
    }

    private void index(ImportedSpan span) {
        Integer existing = byId.get(span.id());
        if (existing != null && !spans.get(existing).isFinished()) {
            byId.put(span.id(), spans.size());
            spans.add(span);
            return;
        }
        if (existing != null) {
            Kind kind = spans.get(existing).kind();
            boolean shared = kind == Kind.CLIENT && span.kind() == Kind.SERVER
                    || kind == Kind.SERVER && span.kind() == Kind.CLIENT;
            if (!shared || sharing.containsKey(span.id())) {
                graph.countTwice();
                return;
            }
            int index = spans.size();
            sharing.put(span.id(), span.kind() == Kind.CLIENT ? index : existing);
            byId.put(span.id(), span.kind() == Kind.SERVER ? index : existing);
        } else {
            byId.put(span.id(), spans.size());
        }
        spans.add(span);
    }

    /** Adds a trace to a call graph. If spans of the trace are missing, it is only counted as incomplete. */
    static void add(List<ImportedSpan> traceSpans, CallGraph graph) {
        TraceTree tree = new TraceTree(traceSpans, graph);
        int[] order = tree.order();
        if (order == null) {
            graph.countTorn();
            return;
        }
        graph.countWhole();
        int[] finished =
                Arrays.stream(order).filter(number -> !tree.isPassed(number)).toArray();
        tree.findWrappers(finished);
        for (int number : finished) {
            tree.place(number);
        }
        for (int number : finished) {
            if (!tree.belongsToParentRun(number)) {
                tree.runs[number].end();
            }
        }
    }

    /** Returns the number of the closest span around a span that is in the tree, {@link #NONE} or {@link #MISSING}. */
    private int parentOf(int number) {
        int found = directParentOf(number);
        for (int steps = 0; found >= 0 && isPassed(found) && steps < spans.size(); steps++) {
            boolean poll = polls.contains(found) && polled[number] == null;
            polled[number] = poll ? spans.get(found).origin().target() : polled[number];
            found = directParentOf(found);
        }
        return found;
    }

    private int directParentOf(int number) {
        ImportedSpan span = spans.get(number);
        Integer client = sharing.get(span.id());
        if (client != null && span.kind() == Kind.SERVER) {
            return client;
        }
        if (span.parent() == 0) {
            return NONE;
        }
        Integer parentIndex = byId.get(span.parent());
        if (parentIndex == null || parentIndex == number) {
            return MISSING;
        }
        Integer clientIndex = sharing.get(span.parent());
        boolean useClient = clientIndex != null
                && !sameService(spans.get(parentIndex), span)
                && sameService(spans.get(clientIndex), span);
        return useClient ? clientIndex : parentIndex;
    }

    private static boolean sameService(ImportedSpan first, ImportedSpan second) {
        return first.origin().service().equals(second.origin().service());
    }

    /**
     * Returns the numbers of all spans, parents before their children, or null if the trace is incomplete. A trace is
     * incomplete if it has a root and also a span without its parent, or if spans are their own ancestors. A trace with
     * no root at all is accepted: it was begun by a service that writes no spans.
     */
    private int[] order() {
        int size = spans.size();
        List<List<Integer>> children = new ArrayList<>();
        int[] order = new int[size];
        int visited = 0;
        int missing = 0;
        for (int i = 0; i < size; i++) {
            children.add(null);
        }
        for (int i = 0; i < size; i++) {
            parent[i] = parentOf(i);
            if (parent[i] < 0) {
                order[visited++] = i;
                missing += parent[i] == MISSING ? 1 : 0;
            } else {
                if (children.get(parent[i]) == null) {
                    children.set(parent[i], new ArrayList<>(2));
                }
                children.get(parent[i]).add(i);
            }
        }
        if (missing > 0 && missing < visited) {
            return null;
        }
        for (int next = 0; next < visited; next++) {
            List<Integer> childIndexes = children.get(order[next]);
            if (childIndexes != null) {
                for (int child : childIndexes) {
                    order[visited++] = child;
                }
            }
        }
        return visited == size ? order : null;
    }

    private boolean belongsToParentRun(int number) {
        ImportedSpan span = spans.get(number);
        return parent[number] >= 0
                && span.kind() != Kind.SERVER
                && span.kind() != Kind.CONSUMER
                && sameService(spans.get(parent[number]), span);
    }

    private void findWrappers(int[] order) {
        for (int i = order.length - 1; i >= 0; i--) {
            int number = order[i];
            if (belongsToParentRun(number)) {
                wrapsCall[parent[number]] |= wrapsCall[number] || isCall(number);
            }
        }
    }

    private void place(int number) {
        ImportedSpan span = spans.get(number);
        if (belongsToParentRun(number)) {
            runs[number] = runs[parent[number]];
            calls[number] = calls[parent[number]];
        } else {
            beginRun(number, span);
        }
        if (isCall(number) && !wrapsCall[number]) {
            calls[number] = runs[number].calling(span);
        }
        if (span.kind() == Kind.INTERNAL && calls[number] == null) {
            runs[number].works(span);
        }
    }

    /** Returns whether a span is a call. The lookup of a name and the connection are parts of the call around them. */
    private boolean isCall(int number) {
        ImportedSpan span = spans.get(number);
        boolean isPart = CONNECTION.contains(span.origin().name())
                && parent[number] >= 0
                && spans.get(parent[number]).kind() == Kind.CLIENT
                && sameService(spans.get(parent[number]), span);
        return span.calls() && !isPart;
    }

    private void beginRun(int number, ImportedSpan span) {
        Operation operation =
                graph.operation(span.origin().service(), span.origin().name());
        runs[number] = new OperationRun(graph, operation, span);
        boolean isConsumer = span.kind() == Kind.CONSUMER;
        if (polled[number] != null) {
            graph.consumes(operation, polled[number]);
        } else if (isConsumer) {
            graph.consumes(operation, span.origin().target());
        }
        if (parent[number] < 0) {
            if (!span.origin().receiving()) {
                graph.begins(operation, parent[number] == MISSING, span.start());
            }
            return;
        }
        ImportedSpan parentSpan = spans.get(parent[number]);
        OperationRun.Call call = calls[parent[number]];
        if (call != null && call.publishes()) {
            graph.consumes(operation, call.target());
        } else {
            operation.countCall();
            runs[parent[number]].addCalleeSpan(call, operation, span, parentSpan);
        }
    }
}
