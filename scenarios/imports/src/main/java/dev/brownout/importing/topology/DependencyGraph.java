package dev.brownout.importing.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Call graph of a system after its entry points are known: without cycles, without unreachable parts, and with the role
 * that each part can have at its position. Entry points are the declared ones that no other declared entry point leads
 * to, except within a cycle. If there are none, the parts without a caller are the entry points.
 */
final class DependencyGraph {
    /** Words in the name of a consumer of messages, as opposed to their publisher. */
    private static final Pattern CONSUMER = Pattern.compile("(?i)consum|worker|listen|process|subscri|receiv");

    /** Words in the name of a part that starts work at its own times, and publishes it. */
    private static final Pattern SCHEDULER =
            Pattern.compile("(?i)(^|[^a-z])(scheduler|beat|cron|crond|clock)([^a-z]|$)");

    /** Maximum length of a chain of calls, as in any scenario. */
    private static final int DEEPEST = 100;

    private final Map<String, SystemPart> parts = new LinkedHashMap<>();
    private final Map<String, Set<String>> callees = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> consumers = new LinkedHashMap<>();
    private final Map<String, Set<String>> shared = new LinkedHashMap<>();
    private final List<String> missingInformation = new ArrayList<>();
    private final List<List<String>> edges = new ArrayList<>();
    private final Set<String> reached = new LinkedHashSet<>();

    DependencyGraph(Map<String, SystemPart> all) {
        parts.putAll(all);
        removeUnusedInfrastructure();
        parts.values().stream().filter(SystemPart::isModel).forEach(this::dropCalls);
        new OwnerInference(parts).infer();
        missingInformation.addAll(BalancerChains.replace(parts));
        innerBalancers();
        List<String> entries = new ArrayList<>(entries());
        roles(entries);
        entries.forEach(entry -> reach(entry, new LinkedHashSet<>()));
        for (String queue : outsideQueues()) {
            if (reached.add(queue)) {
                entries.add(queue);
            }
        }
        consumers();
        entries.addAll(loadSources());
        shared.forEach((queue, sharers) -> missingInformation.add("whether " + String.join(", ", sharers)
                + " share the messages of " + queue + ", or each gets all: here they are shared"));
        reachableParts().stream()
                .filter(part -> part.role().carriesMessages() && !consumers.containsValue(part.name()))
                .forEach(queue -> missingInformation.add(
                        "consumers of " + queue.name() + ": none is known, so its messages stay in it"));
        entries.forEach(entry -> requestRoutes(entry, List.of()));
        sources();
        onUnreached(all);
    }

    /** Drops the calls of a language model, which only computes. */
    private void dropCalls(SystemPart model) {
        for (var call : List.copyOf(model.calls().entrySet())) {
            missingInformation.add(model.name() + " calls " + call.getKey() + " (" + call.getValue()
                    + "): here a model server calls no other part");
            model.drops(call.getKey());
        }
    }

    /** Makes the servers behind a balancer between services its pools. */
    private void innerBalancers() {
        for (SystemPart balancer : parts.values()) {
            boolean isInner = balancer.role() == Role.BALANCER
                    && balancer.entered().isEmpty()
                    && balancer.pools().isEmpty()
                    && callers(balancer.name()).stream().anyMatch(caller -> caller.role() == Role.SERVER);
            List<String> servers = balancer.calls().keySet().stream()
                    .filter(name -> parts.containsKey(name) && parts.get(name).role() == Role.SERVER)
                    .toList();
            if (isInner) {
                servers.forEach(name -> balancer.pool(name, 1, balancer.calls().get(name)));
            }
        }
    }

    /** Reports the parts without a caller, and those that no reachable part calls. */
    private void onUnreached(Map<String, SystemPart> all) {
        List<String> alone = new ArrayList<>();
        for (String name : parts.keySet()) {
            List<String> known = all.values().stream()
                    .filter(other -> other.calls().containsKey(name))
                    .map(SystemPart::name)
                    .toList();
            if (!reached.contains(name) && known.isEmpty()) {
                alone.add(name);
            } else if (!reached.contains(name)) {
                missingInformation.add(name + ": left out, as its callers are left out or do not wait for it ("
                        + String.join(", ", known) + ")");
            }
        }
        if (!alone.isEmpty()) {
            missingInformation.add("callers of " + String.join(", ", alone) + ": no caller is known, and "
                    + (alone.size() == 1 ? "it is" : "they are")
                    + " left out; spans of requests contain them (brownout import spans)");
        }
    }

    /** Removes infrastructure parts that no request waits for, unless the system has no other parts. */
    private void removeUnusedInfrastructure() {
        boolean others = parts.values().stream()
                .anyMatch(part -> part.role().passes() && part.infrastructure().isEmpty());
        for (InfrastructureProduct product : InfrastructureProduct.values()) {
            List<String> names = parts.values().stream()
                    .filter(part -> part.infrastructure().equals(Optional.of(product)))
                    .map(SystemPart::name)
                    .toList();
            if (others && !names.isEmpty()) {
                names.forEach(parts::remove);
                withoutTarget();
                missingInformation.add(String.join(", ", names) + ": left out: " + product.description());
            }
        }
    }

    /** Removes balancers without pools and traffic splits without targets, after the removal of other parts. */
    private void withoutTarget() {
        for (Role role : List.of(Role.BALANCER, Role.SPLIT)) {
            parts.values()
                    .removeIf(part -> part.role() == role
                            && (role == Role.SPLIT || !part.pools().isEmpty())
                            && part.calls().keySet().stream().noneMatch(parts::containsKey));
        }
    }

    /** Returns the reachable parts, in their order. */
    List<SystemPart> reachableParts() {
        return parts.values().stream()
                .filter(part -> reached.contains(part.name()))
                .toList();
    }

    /** Returns the part with this name, or {@code null}. */
    SystemPart part(String name) {
        return parts.get(name);
    }

    /** Returns the routes of user requests: the balancers that forward them, and the server at the end. */
    List<List<String>> requestRoutes() {
        return Collections.unmodifiableList(edges);
    }

    /**
     * Returns the callees of a server, in order. A database behind a cache of the server is omitted, as it is read
     * through the cache. The queue that the server consumes is omitted.
     */
    List<SystemPart> callees(SystemPart part) {
        List<SystemPart> all = new ArrayList<>();
        for (String name : callees.getOrDefault(part.name(), Set.of())) {
            boolean isBehindProxy =
                    callees.get(part.name()).stream().anyMatch(other -> name.equals(sources.get(other)));
            boolean consumed = name.equals(consumers.get(part.name()));
            if (!isBehindProxy && !consumed) {
                all.add(parts.get(name));
            }
        }
        return all;
    }

    /** Returns the weight of each pool node of a reachable balancer, by server; empty if it has no pools. */
    Map<String, Long> pools(SystemPart balancer) {
        Map<String, Long> pools = new LinkedHashMap<>(balancer.pools());
        pools.keySet().retainAll(callees.getOrDefault(balancer.name(), Set.of()));
        return pools;
    }

    /** Returns the shares of the targets of a reachable traffic split, in percent. */
    Map<String, Double> shares(SystemPart split) {
        return split.shares(callees.getOrDefault(split.name(), Set.of()));
    }

    /** Returns the database behind a cache; {@code null} if there is none. */
    String source(SystemPart cache) {
        return sources.get(cache.name());
    }

    /** Returns the queue that a server consumes; {@code null} if there is none. */
    String consumed(SystemPart server) {
        return consumers.get(server.name());
    }

    /** Returns notes on missing information and on deviations from the configuration. */
    List<String> missingInformation() {
        return Collections.unmodifiableList(missingInformation);
    }

    private List<String> entries() {
        List<String> passing = parts.values().stream()
                .filter(part -> part.role().passes())
                .map(SystemPart::name)
                .toList();
        List<String> open = passing.stream()
                .filter(name -> !parts.get(name).entered().isEmpty())
                .toList();
        List<String> first = open.stream()
                .filter(name -> open.stream().noneMatch(other -> leads(other, name) && !leads(name, other))
                        && callers(name).stream()
                                .allMatch(caller -> caller.role().passes()))
                .toList();
        if (!first.isEmpty()) {
            OpenPorts.remark(open, first, parts, this::callers).ifPresent(missingInformation::add);
            return first;
        }
        List<String> roots = passing.stream()
                .filter(name -> callers(name).isEmpty() && !consumes(parts.get(name)))
                .toList();
        if (roots.isEmpty() && !outsideQueues().isEmpty()) {
            return roots;
        }
        missingInformation.add(
                "the entry point of users: no port is open; here users call the services without callers");
        return roots.isEmpty() ? passing.subList(0, Math.min(1, passing.size())) : roots;
    }

    /** Returns the queues that other systems fill. */
    private List<String> outsideQueues() {
        return parts.values().stream()
                .filter(part -> part.role().carriesMessages() && !part.entered().isEmpty())
                .map(SystemPart::name)
                .toList();
    }

    /** Returns whether calls lead from one part to another, directly or through further parts. */
    private boolean leads(String from, String to) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(parts.get(from).calls().keySet());
        while (!next.isEmpty()) {
            String name = next.remove();
            if (parts.containsKey(name) && seen.add(name)) {
                next.addAll(parts.get(name).calls().keySet());
            }
        }
        return seen.contains(to);
    }

    private boolean consumes(SystemPart part) {
        return part.calls().keySet().stream()
                .anyMatch(name ->
                        parts.containsKey(name) && parts.get(name).role().carriesMessages());
    }

    /** Changes a balancer to a server if it forwards no user requests to a server or balancer. */
    private void roles(List<String> entries) {
        Set<String> balancing = new LinkedHashSet<>();
        entries.forEach(entry -> balance(entry, balancing));
        for (SystemPart part : List.copyOf(parts.values())) {
            boolean pools = part.pools().keySet().stream().anyMatch(parts::containsKey);
            if (part.role() == Role.BALANCER && !pools && !balancing.contains(part.name())) {
                parts.put(part.name(), part.asServer(part.origin() + ", which forwards no users to a server"));
            }
        }
    }

    private void balance(String name, Set<String> balancing) {
        SystemPart part = parts.get(name);
        boolean passes = part.calls().keySet().stream()
                .anyMatch(other ->
                        parts.containsKey(other) && parts.get(other).role().passes());
        if (part.role() == Role.BALANCER && passes && balancing.add(name)) {
            part.calls().keySet().stream().filter(parts::containsKey).forEach(other -> balance(other, balancing));
        }
    }

    /** Follows the calls of a part, and records those that a scenario cannot contain. */
    private void reach(String name, Set<String> above) {
        SystemPart part = parts.get(name);
        reached.add(name);
        if (callees.containsKey(name) || !part.role().passes()) {
            return;
        }
        Set<String> own = new LinkedHashSet<>();
        callees.put(name, own);
        Set<String> path = new LinkedHashSet<>(above);
        path.add(name);
        part.calls().forEach((other, origin) -> {
            SystemPart callee = parts.get(other);
            if (callee == null) {
                return;
            }
            String text = name + " calls " + other + " (" + origin + ")";
            if (path.contains(other)) {
                missingInformation.add(text + ": a cycle, which is left out");
            } else if (path.size() >= DEEPEST) {
                missingInformation.add(text + ": at most " + DEEPEST + " in sequence; left out");
            } else if (part.role() != Role.SERVER && !callee.role().passes()) {
                missingInformation.add(text + ": a balancer does not call by itself; left out");
            } else if (part.role() == Role.SERVER
                    && callee.role() == Role.BALANCER
                    && callee.pools().isEmpty()) {
                missingInformation.add(text + ": an entry point of users; left out");
            } else {
                own.add(other);
                reach(other, path);
            }
        });
    }

    /**
     * Adds the servers that call others and that no part calls as sources of load, each an entry point of its own.
     * Servers of which each is called by another one form a cycle; its first one is the source.
     */
    private List<String> loadSources() {
        List<String> found = new ArrayList<>();
        for (String name = loadSource(); name != null; name = loadSource()) {
            SystemPart part = parts.get(name);
            if (part.entered().isEmpty()) {
                String reason =
                        callers(name).isEmpty() ? "a guess: it has no callers" : "a guess: it is in a cycle of calls";
                part.onEntered(reason + " and calls "
                        + String.join(", ", part.calls().keySet()) + ", so it starts requests of its own");
            }
            found.add(name);
            reach(name, new LinkedHashSet<>());
            consumers();
        }
        return found;
    }

    /**
     * Returns the next unreached part at which calls begin; {@code null} if there is none. A server that calls no queue
     * comes first, as it may call the server that fills the queue.
     */
    private String loadSource() {
        return parts.values().stream()
                .filter(part -> part.role() == Role.SERVER && !reached.contains(part.name()))
                .filter(this::makesCalls)
                .min(Comparator.comparing(
                                (SystemPart part) -> !callers(part.name()).isEmpty())
                        .thenComparing(this::consumes)
                        .thenComparing(part -> CONSUMER.matcher(part.name()).find()))
                .map(SystemPart::name)
                .orElse(null);
    }

    /** Returns whether the configuration names a part that the server calls. */
    private boolean makesCalls(SystemPart server) {
        return server.calls().entrySet().stream()
                .anyMatch(call ->
                        parts.containsKey(call.getKey()) && !call.getValue().startsWith("a guess"));
    }

    /** Makes servers without a reachable caller consumers of the first reachable queue that they know. */
    private void consumers() {
        for (SystemPart part : List.copyOf(parts.values())) {
            boolean called = reached.contains(part.name())
                    || callers(part.name()).stream().anyMatch(caller -> reached.contains(caller.name()));
            boolean schedules = SCHEDULER.matcher(part.name()).find()
                    && !CONSUMER.matcher(part.name()).find();
            if (part.role() == Role.SERVER && !called && !schedules) {
                part.calls().keySet().stream()
                        .filter(name ->
                                reached.contains(name) && parts.get(name).role().carriesMessages())
                        .findFirst()
                        .ifPresent(queue -> consume(part, queue));
            }
        }
    }

    private void consume(SystemPart part, String queue) {
        consumers.forEach((other, its) -> {
            if (its.equals(queue) && parts.get(queue).role() == Role.QUEUE) {
                shared.computeIfAbsent(queue, none -> new LinkedHashSet<>()).add(other);
                shared.get(queue).add(part.name());
            }
        });
        consumers.put(part.name(), queue);
        reach(part.name(), publishers(queue));
        for (String other : List.copyOf(callees.get(part.name()))) {
            if (parts.get(other).role().carriesMessages() && !other.equals(queue)) {
                callees.get(part.name()).remove(other);
                missingInformation.add("whether " + part.name() + " publishes to " + other + " ("
                        + part.calls().get(other) + "): here it does not");
            }
        }
    }

    /**
     * Returns the parts that publish to a queue, directly or through their callees. A consumer that called one of them
     * would fill its own queue again.
     */
    private Set<String> publishers(String queue) {
        Set<String> all = new LinkedHashSet<>(List.of(queue));
        boolean more = true;
        while (more) {
            more = false;
            for (var entry : callees.entrySet()) {
                more |= entry.getValue().stream().anyMatch(all::contains) && all.add(entry.getKey());
            }
        }
        all.remove(queue);
        return all;
    }

    private List<SystemPart> callers(String name) {
        return parts.values().stream()
                .filter(other -> other.calls().containsKey(name))
                .toList();
    }

    private void requestRoutes(String name, List<String> before) {
        List<String> path = new ArrayList<>(before);
        path.add(name);
        SystemPart part = parts.get(name);
        if (part.role() == Role.BALANCER && pools(part).size() < 2) {
            callees.get(name).forEach(next -> requestRoutes(next, path));
        } else {
            edges.add(path);
        }
    }

    /**
     * Places each cache before a database that one of its callers also calls. A cache without such a database keeps the
     * data itself.
     */
    private void sources() {
        for (SystemPart cache : reachableParts()) {
            if (cache.role() != Role.CACHE) {
                continue;
            }
            String source = null;
            for (Set<String> known : callees.values()) {
                if (source == null && known.contains(cache.name())) {
                    source = known.stream()
                            .filter(name -> parts.get(name).role() == Role.DATABASE)
                            .findFirst()
                            .orElse(null);
                }
            }
            if (source != null) {
                sources.put(cache.name(), source);
            }
        }
    }
}
