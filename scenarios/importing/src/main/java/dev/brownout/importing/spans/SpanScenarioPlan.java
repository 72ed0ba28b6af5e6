package dev.brownout.importing.spans;

import dev.brownout.importing.provenance.NameAnonymizer;
import dev.brownout.importing.spans.Callee.Outside;
import dev.brownout.importing.spans.ImportedSpan.Store;
import dev.brownout.importing.spans.ImportedSpan.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Selection and names of the parts of a call graph that are written to the scenario. */
final class SpanScenarioPlan {
    /** Maximum number of requests. Each of them has at least {@link #LEAST_SHARE} of all requests. */
    private static final int MOST_REQUESTS = 40;

    private static final double LEAST_SHARE = 0.001;

    /** Component of the scenario: a traced service, or a component that writes no spans. */
    static final class Part {
        private final String name;
        private final Store store;
        private final List<Callee> callees = new ArrayList<>();
        private final Map<Callee, String> endpoints = new LinkedHashMap<>();
        private final Set<String> taken = new TreeSet<>();
        private int atOnce = 1;
        private Operation consuming;
        private String queue;

        private Part(String name, Store store) {
            this.name = name;
            this.store = store;
        }

        private void add(Callee callee, String endpoint) {
            callees.add(callee);
            if (!endpoint.isEmpty()) {
                endpoints.put(callee, NameAnonymizer.slug(endpoint, taken));
            }
        }

        String name() {
            return name;
        }

        /** Returns the type of a component that writes no spans of its own, or null for a traced service. */
        Store store() {
            return store;
        }

        /** Returns the callees that belong to this component, without its processing of messages. */
        List<Callee> callees() {
            return callees;
        }

        String endpoint(Callee callee) {
            return endpoints.get(callee);
        }

        /** Returns the maximum number of parallel calls to this component in a single run of an operation. */
        int atOnce() {
            return atOnce;
        }

        /** Returns the operation that processes the messages of a queue, or null if there is none. */
        Operation consuming() {
            return consuming;
        }

        /** Returns the name of the queue that this component consumes, or null. */
        String queue() {
            return queue;
        }

        /** Returns everything that uses the cores of this component: its callees and its processing of messages. */
        List<Callee> work() {
            List<Callee> work = new ArrayList<>(callees);
            if (consuming != null) {
                work.add(consuming);
            }
            return work;
        }
    }

    private final CallGraph graph;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<Callee, Part> partOf = new LinkedHashMap<>();
    private final Map<Operation, String> requests = new LinkedHashMap<>();
    private final Map<Operation, List<List<OperationCalls>>> steps = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();

    SpanScenarioPlan(CallGraph graph) {
        this.graph = graph;
        List<Operation> begun = graph.begun();
        for (Operation operation : begun) {
            if (requests.size() >= MOST_REQUESTS || operation.requests() < LEAST_SHARE * graph.requests()) {
                leftOut.add("requests that are rare: " + operation.label() + ", " + operation.requests() + " of "
                        + graph.requests());
                continue;
            }
            reach(operation, new LinkedHashSet<>());
            requests.put(operation, "");
        }
        consume();
        requests.replaceAll((operation, none) -> NameAnonymizer.slug(operation.name(), names));
    }

    private void reach(Operation operation, Set<Operation> above) {
        part(operation);
        if (steps.containsKey(operation)) {
            return;
        }
        above.add(operation);
        List<OperationCalls> kept = new ArrayList<>();
        for (OperationCalls calls : operation.calls()) {
            if (calls.callee() instanceof Operation callee) {
                if (above.contains(callee)) {
                    leftOut.add("calls in a circle: " + operation.label() + " calls " + callee.label() + ", which it"
                            + " serves itself");
                    continue;
                }
                reach(callee, above);
            } else {
                part(calls.callee());
            }
            kept.add(calls);
        }
        above.remove(operation);
        List<List<OperationCalls>> planned = StepInference.of(operation, kept);
        planned.forEach(this::countAtOnce);
        steps.put(operation, planned);
    }

    private void countAtOnce(List<OperationCalls> step) {
        Map<Part, Integer> atOnce = new LinkedHashMap<>();
        for (OperationCalls calls : step) {
            int most = calls.parallel() ? (int) Math.min(1000, Math.ceil(calls.mean())) : 1;
            atOnce.merge(partOf.get(calls.callee()), most, Integer::sum);
        }
        atOnce.forEach((part, most) -> part.atOnce = Math.max(part.atOnce, most));
    }

    /** Adds the consumers of the queues in the scenario, and everything that they call. */
    private void consume() {
        boolean more = true;
        Set<Operation> done = new LinkedHashSet<>();
        while (more) {
            more = false;
            for (Map.Entry<Operation, Target> entry : graph.consumers().entrySet()) {
                Operation operation = entry.getKey();
                Part queue = parts.get(entry.getValue().key());
                if (queue == null
                        || operation.asked() == 0
                        || requests.containsKey(operation)
                        || !done.add(operation)) {
                    continue;
                }
                more = true;
                Part service = service(operation.service());
                if (service.consuming != null) {
                    leftOut.add("work on messages: " + operation.label() + ", as the service works on those of "
                            + service.queue + " already");
                    continue;
                }
                service.consuming = operation;
                service.queue = queue.name;
                reachMessages(operation);
            }
        }
    }

    private void reachMessages(Operation operation) {
        Set<Operation> above = new LinkedHashSet<>(List.of(operation));
        List<OperationCalls> kept = new ArrayList<>();
        for (OperationCalls calls : operation.calls()) {
            if (calls.callee() instanceof Operation callee) {
                reach(callee, above);
            } else {
                part(calls.callee());
            }
            kept.add(calls);
        }
        List<List<OperationCalls>> planned = StepInference.of(operation, kept);
        planned.forEach(this::countAtOnce);
        steps.put(operation, planned);
    }

    private Part service(String service) {
        return parts.computeIfAbsent("service " + service, none -> new Part(NameAnonymizer.slug(service, names), null));
    }

    private void part(Callee callee) {
        if (partOf.containsKey(callee)) {
            return;
        }
        Part part;
        if (callee instanceof Operation operation) {
            part = service(operation.service());
            part.add(callee, operation.name());
        } else {
            Outside outside = (Outside) callee;
            Target target = outside.target();
            part = parts.computeIfAbsent(
                    target.key(), none -> new Part(NameAnonymizer.slug(target.name(), names), target.store()));
            part.add(callee, target.store() == Store.SERVICE ? outside.operation() : "");
        }
        partOf.put(callee, part);
    }

    Collection<Part> parts() {
        return parts.values();
    }

    Part partOf(Callee callee) {
        return partOf.get(callee);
    }

    /** Returns the operations requested by users, with the names of the requests. */
    Map<Operation, String> requests() {
        return requests;
    }

    /** Returns the calls of an operation as sequential steps. A step with several calls makes them in parallel. */
    List<List<OperationCalls>> steps(Operation operation) {
        return steps.get(operation);
    }

    Map<Operation, List<List<OperationCalls>>> steps() {
        return steps;
    }

    /** Returns the information of the spans that the scenario does not contain, as sentences. */
    List<String> leftOut() {
        return leftOut;
    }

    /** Returns a call as a step in the scenario language. */
    String verb(Callee callee) {
        Part part = partOf.get(callee);
        String endpoint = part.endpoint(callee);
        if (endpoint != null) {
            return "call: " + part.name() + "/" + endpoint;
        }
        if (part.store() == Store.QUEUE) {
            return "publish: " + part.name();
        }
        return (((Outside) callee).target().write() ? "write: " : "read: ") + part.name();
    }
}
