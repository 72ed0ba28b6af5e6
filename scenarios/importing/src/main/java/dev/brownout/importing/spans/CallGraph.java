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

/** Who calls whom, put together from all traces. */
final class CallGraph {
    private final Map<List<String>, Operation> operations = new LinkedHashMap<>();
    private final Map<List<String>, Outside> outside = new LinkedHashMap<>();
    private final Map<Operation, Target> consumers = new TreeMap<>(Comparator.comparing(Operation::label));
    private final Map<String, TookHistogram> links = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long whole;
    private long torn;
    private long twice;
    private long answered;
    private long skewed;
    private long shorter;
    private long receiving;

    Operation operation(String service, String name) {
        return operations.computeIfAbsent(List.of(service, name), none -> new Operation(service, name));
    }

    /** What a call without a span of its callee goes to. */
    Outside outside(Target target, String operation) {
        String of = target.store() == Store.SERVICE ? operation : "";
        return outside.computeIfAbsent(
                List.of(target.key(), target.write() ? "write" : "read", of), none -> new Outside(target, of));
    }

    /** Says that an operation works on messages of a queue. */
    void consumes(Operation operation, Target queue) {
        consumers.put(operation, queue);
    }

    /** Counts a request of a user that began at a time. */
    void begins(Operation operation, boolean elsewhere, long at) {
        operation.begins(elsewhere);
        first = Math.min(first, at);
        last = Math.max(last, at);
    }

    /** Takes a call of which caller and callee have written a span each. */
    void answered(ImportedSpan client, ImportedSpan server) {
        answered++;
        skewed += server.start() < client.start() || server.end() > client.end() ? 1 : 0;
        long gap = client.nanos() - server.nanos();
        if (gap < 0) {
            shorter++;
        } else {
            String link = client.origin().service() + " to " + server.origin().service();
            links.computeIfAbsent(link, none -> new TookHistogram()).add(Math.round(gap / 1e3));
        }
    }

    /** Takes a child that another machine has written and whose caller has written no span of the call. */
    void unasked(boolean early) {
        answered++;
        skewed += early ? 1 : 0;
    }

    void countWhole() {
        whole++;
    }

    void countTorn() {
        torn++;
    }

    void countTwice() {
        twice++;
    }

    void countReceiving() {
        receiving++;
    }

    Collection<Operation> operations() {
        return operations.values();
    }

    Collection<Outside> outside() {
        return outside.values();
    }

    /** The operations that work on messages, and the queues of these. */
    Map<Operation, Target> consumers() {
        return consumers;
    }

    /** Both ways of each link together, in microseconds, by who calls whom. */
    Map<String, TookHistogram> links() {
        return links;
    }

    /** When the first request of a user began, in nanoseconds since 1970. */
    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** How many requests of users there are. */
    long requests() {
        return begun().stream().mapToLong(Operation::requests).sum();
    }

    /** How many traces are used. */
    long whole() {
        return whole;
    }

    /** How many are not, as spans of them are missing. */
    long torn() {
        return torn;
    }

    /** How many spans were there twice. */
    long twice() {
        return twice;
    }

    /** How many calls both sides have told of. */
    long answered() {
        return answered;
    }

    /** How many of them seem to begin before they were made, or to end after they were answered. */
    long skewed() {
        return skewed;
    }

    /** Of how many the caller's span is shorter than the one of the callee. */
    long shorter() {
        return shorter;
    }

    /** How many spans only wait for messages. */
    long receiving() {
        return receiving;
    }

    /**
     * Those whose traces begin with them, the ones with the most requests first. One that works on messages begins
     * nothing where it is known who sends them.
     */
    List<Operation> begun() {
        Set<String> sent = new TreeSet<>();
        outside.values().forEach(one -> sent.add(one.target().key()));
        List<Operation> begun = new ArrayList<>();
        for (Operation operation : operations.values()) {
            Target queue = consumers.get(operation);
            if (operation.requests() > 0 && (queue == null || !sent.contains(queue.key()))) {
                begun.add(operation);
            }
        }
        begun.sort((one, other) -> one.requests() == other.requests()
                ? one.label().compareTo(other.label())
                : Long.compare(other.requests(), one.requests()));
        return begun;
    }
}
