package dev.brownout.importing.spans;

import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.spans.Callee.Outside;
import dev.brownout.importing.spans.ImportedSpan.Store;
import dev.brownout.importing.spans.ImportedSpan.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Calls between operations, aggregated over all traces. */
final class CallGraph {
    private final Map<List<String>, Operation> operations = new LinkedHashMap<>();
    private final Map<List<String>, Outside> outside = new LinkedHashMap<>();
    private final Map<Operation, Target> consumers = new TreeMap<>(Comparator.comparing(Operation::label));
    private final Map<String, TookHistogram> links = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long completeTraces;
    private long incompleteTraces;
    private long duplicateSpans;
    private long countedCalls;
    private long skewed;
    private long shorterClientSpans;
    private long receiving;

    Operation operation(String service, String name) {
        return operations.computeIfAbsent(List.of(service, name), key -> new Operation(service, name));
    }

    /** Returns the callee of a call that has no span of its callee. */
    Outside externalCallee(Target target, String operation) {
        String calledOperation = target.store() == Store.SERVICE ? operation : "";
        return outside.computeIfAbsent(
                List.of(target.key(), target.write() ? "write" : "read", calledOperation),
                key -> new Outside(target, calledOperation));
    }

    /** Records that an operation processes the messages of a queue. */
    void consumes(Operation operation, Target queue) {
        consumers.put(operation, queue);
    }

    /**
     * Counts a user request that began with an operation.
     *
     * @param parentMissing whether the parent of its span is missing
     * @param start start time in ns since 1970
     */
    void begins(Operation operation, boolean parentMissing, long start) {
        operation.begins(parentMissing);
        first = Math.min(first, start);
        last = Math.max(last, start);
    }

    /** Records a call with a span of the caller and a span of the callee. */
    void countedCalls(ImportedSpan client, ImportedSpan server) {
        countedCalls++;
        skewed += server.start() < client.start() || server.end() > client.end() ? 1 : 0;
        long gap = client.nanos() - server.nanos();
        if (gap < 0) {
            shorterClientSpans++;
        } else {
            String link = client.origin().service() + " to " + server.origin().service();
            links.computeIfAbsent(link, key -> new TookHistogram()).add(Math.round(gap / 1e3));
        }
    }

    /**
     * Counts a call to another service without a span of the caller.
     *
     * @param isEarly whether the span of the callee begins before its parent
     */
    void countCallWithoutClientSpan(boolean isEarly) {
        countedCalls++;
        skewed += isEarly ? 1 : 0;
    }

    void countWhole() {
        completeTraces++;
    }

    void countTorn() {
        incompleteTraces++;
    }

    void countTwice() {
        duplicateSpans++;
    }

    void countReceiving() {
        receiving++;
    }

    Collection<Operation> operations() {
        return operations.values();
    }

    /** Returns the operations that process messages, with their queues. */
    Map<Operation, Target> consumers() {
        return consumers;
    }

    /** Returns the network round-trip times per link, in microseconds, by caller and callee. */
    Map<String, TookHistogram> links() {
        return links;
    }

    /** Returns the start time of the first user request, in ns since 1970. */
    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** Returns the number of user requests. */
    long requests() {
        return rootOperations().stream().mapToLong(Operation::requests).sum();
    }

    /** Returns the number of traces that are used. */
    long completeTraces() {
        return completeTraces;
    }

    /** Returns the number of traces that are not used because spans are missing. */
    long incompleteTraces() {
        return incompleteTraces;
    }

    /** Returns the number of duplicate spans. */
    long duplicateSpans() {
        return duplicateSpans;
    }

    /**
     * Returns the number of calls with a span of the callee that can be compared with a span of the caller: its client
     * span, or the parent span of another service.
     */
    long countedCalls() {
        return countedCalls;
    }

    /**
     * Returns the number of these calls with skewed clocks: the span of the callee begins before, or ends after, that
     * of the caller.
     */
    long skewed() {
        return skewed;
    }

    /** Returns the number of calls with a client span shorter than the span of the callee. */
    long shorterClientSpans() {
        return shorterClientSpans;
    }

    /** Returns the number of spans that only wait for messages. */
    long receiving() {
        return receiving;
    }

    /**
     * Returns the operations at the root of traces, in descending order of requests. An operation that processes
     * messages is excluded if the sender of the messages is known.
     */
    List<Operation> rootOperations() {
        Set<String> queuesWithSender = new TreeSet<>();
        outside.values().forEach(callee -> queuesWithSender.add(callee.target().key()));
        List<Operation> roots = new ArrayList<>();
        for (Operation operation : operations.values()) {
            Target queue = consumers.get(operation);
            if (operation.requests() > 0 && (queue == null || !queuesWithSender.contains(queue.key()))) {
                roots.add(operation);
            }
        }
        roots.sort((first, second) -> first.requests() == second.requests()
                ? first.label().compareTo(second.label())
                : Long.compare(second.requests(), first.requests()));
        return roots;
    }
}
