package dev.brownout.importing.spans;

import dev.brownout.importing.spans.Callee.Outside;
import dev.brownout.importing.spans.ImportedSpan.Store;
import dev.brownout.importing.spans.ImportedSpan.Target;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.NameAnonymizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Components, requests and steps of the scenario for a call graph, with their names. Parts of the call graph that the
 * scenario does not contain are listed in {@link #omissions}.
 */
final class SpanScenarioPlan {
    /** Maximum number of request types of the scenario. */
    private static final int MAX_REQUESTS = 40;

    /** Minimum share of a request type in all requests. */
    private static final double MIN_SHARE = 0.001;

    /** Component of the scenario: a traced service, or a component that writes no spans. */
    static final class Part {
        private final String name;
        private final Store store;
        private final List<Callee> callees = new ArrayList<>();
        private final Map<Callee, String> endpoints = new LinkedHashMap<>();
        private final Set<String> endpointNames = new TreeSet<>();
        private int maxParallelCalls = 1;
        private Operation messageOperation;
        private String consumedQueue;

        private Part(String name, Store store) {
            this.name = name;
            this.store = store;
        }

        private void add(Callee callee, String endpoint) {
            callees.add(callee);
            if (!endpoint.isEmpty()) {
                endpoints.put(callee, NameAnonymizer.slug(endpoint, endpointNames));
            }
        }

        String name() {
            return name;
        }

        /** Returns the type of a component that writes no spans, or null for a traced service. */
        Store store() {
            return store;
        }

        /** Returns the callees of this component, without the operation that processes messages. */
        List<Callee> callees() {
            return callees;
        }

        String endpoint(Callee callee) {
            return endpoints.get(callee);
        }

        /** Returns the maximum number of parallel calls of one step to this component. */
        int atOnce() {
            return maxParallelCalls;
        }

        /** Returns the operation that processes the messages of a queue, or null if there is none. */
        Operation consuming() {
            return messageOperation;
        }

        /** Returns the name of the queue that this component consumes, or null. */
        String queue() {
            return consumedQueue;
        }

        /**
         * Returns all callees that use the cores of this component, including the operation that processes messages.
         */
        List<Callee> work() {
            List<Callee> work = new ArrayList<>(callees);
            if (messageOperation != null) {
                work.add(messageOperation);
            }
            return work;
        }
    }

    private final CallGraph graph;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<Callee, Part> partOf = new LinkedHashMap<>();
    private final Map<Operation, String> requests = new LinkedHashMap<>();
    private final Map<Operation, List<List<OperationCalls>>> steps = new LinkedHashMap<>();
    private final List<String> omissions = new ArrayList<>();
    private final Set<String> usedNames = new TreeSet<>();

    SpanScenarioPlan(CallGraph graph) {
        this.graph = graph;
        List<Operation> roots = graph.rootOperations();
        for (Operation operation : roots) {
            if (requests.size() >= MAX_REQUESTS || operation.requests() < MIN_SHARE * graph.requests()) {
                omissions.add("requests that are rare: " + operation.label() + ", " + operation.requests() + " of "
                        + graph.requests());
                continue;
            }
            addOperation(operation, new LinkedHashSet<>());
            requests.put(operation, "");
        }
        addConsumers();
        // Names of components take precedence over those of request types.
        requests.replaceAll((operation, placeholder) -> NameAnonymizer.slug(operation.name(), usedNames));
    }

    /**
     * Adds an operation and, recursively, its callees. A call to one of the {@code callers} is recursive and is left
     * out.
     *
     * @param callers operations on the path from the root to this operation
     */
    private void addOperation(Operation operation, Set<Operation> callers) {
        addPart(operation);
        if (steps.containsKey(operation)) {
            return;
        }
        callers.add(operation);
        List<OperationCalls> includedCalls = addCallees(operation, callers);
        callers.remove(operation);
        List<List<OperationCalls>> operationSteps = StepInference.steps(operation, includedCalls);
        operationSteps.forEach(this::updateParallelism);
        steps.put(operation, operationSteps);
    }

    /** Updates the maximum number of parallel calls of the components called in one step. */
    private void updateParallelism(List<OperationCalls> step) {
        Map<Part, Integer> maxParallelCalls = new LinkedHashMap<>();
        for (OperationCalls calls : step) {
            int count = calls.parallel() ? (int) Math.min(1000, Math.ceil(calls.mean())) : 1;
            maxParallelCalls.merge(partOf.get(calls.callee()), count, Integer::sum);
        }
        maxParallelCalls.forEach((part, count) -> part.maxParallelCalls = Math.max(part.maxParallelCalls, count));
    }

    /**
     * Adds the consumers of the queues in the scenario, and all their callees. Consumers can publish to further queues,
     * so the search ends when a pass adds no consumer.
     */
    private void addConsumers() {
        boolean added = true;
        Set<Operation> visited = new LinkedHashSet<>();
        while (added) {
            added = false;
            for (Map.Entry<Operation, Target> entry : graph.consumers().entrySet()) {
                Operation operation = entry.getKey();
                Part queue = parts.get(entry.getValue().key());
                if (queue == null
                        || operation.callCount() == 0
                        || requests.containsKey(operation)
                        || !visited.add(operation)) {
                    continue;
                }
                added = true;
                Part consumer = servicePart(operation.service());
                if (consumer.messageOperation != null) {
                    omissions.add("work on messages: " + operation.label() + ", as the service processes those of "
                            + consumer.consumedQueue + " already");
                    continue;
                }
                consumer.messageOperation = operation;
                consumer.consumedQueue = queue.name;
                addConsumerSteps(operation);
            }
        }
    }

    /** Adds the callees of an operation and returns the calls to them. Recursive calls are left out. */
    private List<OperationCalls> addCallees(Operation operation, Set<Operation> callers) {
        List<OperationCalls> includedCalls = new ArrayList<>();
        for (OperationCalls calls : operation.calls()) {
            if (calls.callee() instanceof Operation callee) {
                if (callers.contains(callee)) {
                    omissions.add("cyclic calls: " + operation.label() + " calls " + callee.label() + ", which it"
                            + " serves itself; the calls that these cause are left out as well");
                    continue;
                }
                addOperation(callee, callers);
            } else {
                addPart(calls.callee());
            }
            includedCalls.add(calls);
        }
        return includedCalls;
    }

    /** Adds the callees and the steps of an operation that processes messages. */
    private void addConsumerSteps(Operation operation) {
        List<OperationCalls> includedCalls = addCallees(operation, new LinkedHashSet<>(List.of(operation)));
        List<List<OperationCalls>> operationSteps = StepInference.steps(operation, includedCalls);
        operationSteps.forEach(this::updateParallelism);
        steps.put(operation, operationSteps);
    }

    /** Returns the component of a traced service. It is created on first use. */
    private Part servicePart(String service) {
        return parts.computeIfAbsent(
                "service " + service, key -> new Part(NameAnonymizer.slug(service, usedNames), null));
    }

    /** Adds a callee to its component. The component is created on first use. */
    private void addPart(Callee callee) {
        if (partOf.containsKey(callee)) {
            return;
        }
        Part part;
        if (callee instanceof Operation operation) {
            part = servicePart(operation.service());
            part.add(callee, operation.name());
        } else {
            Outside outside = (Outside) callee;
            Target target = outside.target();
            part = parts.computeIfAbsent(
                    target.key(), key -> new Part(NameAnonymizer.slug(target.name(), usedNames), target.store()));
            part.add(callee, target.store() == Store.SERVICE ? outside.operation() : "");
        }
        partOf.put(callee, part);
    }

    /** Returns a name that no component or request has, and reserves it. */
    String unusedName(String name) {
        return NameAnonymizer.slug(name, usedNames);
    }

    Collection<Part> parts() {
        return parts.values();
    }

    /** Returns the operations at the root of user requests, with the names of their request types. */
    Map<Operation, String> requests() {
        return requests;
    }

    /** Returns the calls of an operation as sequential steps. The calls of one step are made in parallel. */
    List<List<OperationCalls>> steps(Operation operation) {
        return steps.get(operation);
    }

    Map<Operation, List<List<OperationCalls>>> steps() {
        return steps;
    }

    /** Returns human-readable sentences about parts of the call graph that the scenario does not contain. */
    List<String> omissions() {
        return omissions;
    }

    /** Returns a call as a step of the scenario. */
    Call call(Callee callee, String origin) {
        Part part = partOf.get(callee);
        String endpoint = part.endpoint(callee);
        if (endpoint != null) {
            return new Call("call", part.name() + "/" + endpoint, origin);
        }
        if (part.store() == Store.QUEUE) {
            return new Call("publish", part.name(), origin);
        }
        return new Call(((Outside) callee).target().write() ? "write" : "read", part.name(), origin);
    }
}
