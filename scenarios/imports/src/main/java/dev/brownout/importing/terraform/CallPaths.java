package dev.brownout.importing.terraform;

import dev.brownout.importing.terraform.CloudPart.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of a system from the entries on: without cycles, with guesses where the resources name no client. */
final class CallPaths {
    private final CloudInventory inventory;
    private final List<RequestPath> paths = new ArrayList<>();
    private final Map<CloudPart, Set<CloudPart>> callees = new LinkedHashMap<>();
    private final Set<CloudPart> reached = new LinkedHashSet<>();
    private final List<String> gaps = new ArrayList<>();

    CallPaths(CloudInventory inventory, List<RequestPath> entries) {
        this.inventory = inventory;
        paths.addAll(entries);
        if (paths.isEmpty()) {
            guessEntries();
        }
        consumers();
        guessClients();
        innerBalancers();
        paths.forEach(path -> path.parts().forEach(reached::add));
        paths.forEach(path -> path.parts().forEach(part -> reach(part, new LinkedHashSet<>())));
        boolean more = true;
        while (more) {
            more = false;
            for (CloudPart part : parts(Place.SERVER)) {
                if (part.consumed() != null && reached.contains(part.consumed()) && reached.add(part)) {
                    reach(part, new LinkedHashSet<>());
                    more = true;
                }
            }
        }
        drop();
    }

    private Set<CloudPart> parts(Place place) {
        Set<CloudPart> all = new LinkedHashSet<>();
        inventory.parts().values().stream()
                .filter(part -> part.place() == place)
                .forEach(all::add);
        return all;
    }

    private boolean isCalled(CloudPart part) {
        return inventory.parts().values().stream()
                .anyMatch(other -> other.calls().containsKey(part) && other != part);
    }

    /** Makes servers without callers entries of users, as no resource is open to them. */
    private void guessEntries() {
        List<CloudPart> roots = parts(Place.SERVER).stream()
                .filter(part -> !isCalled(part)
                        && part.consumed() == null
                        && trigger(part).isEmpty())
                .filter(part -> part.calls().keySet().stream().noneMatch(one -> one.place() == Place.QUEUE))
                .toList();
        List<CloudPart> all =
                roots.isEmpty() ? parts(Place.SERVER).stream().limit(1).toList() : roots;
        if (!all.isEmpty()) {
            gaps.add("the entry of users: no resource is open to users; here they call the servers without callers");
        }
        all.stream()
                .filter(part -> !trigger(part).isEmpty())
                .forEach(part ->
                        gaps.add(part.name() + ": " + trigger(part) + "; here requests of users take their place"));
        String origin = all.size() > 1 ? "unknown: A GUESS, an equal share of each" : "";
        all.forEach(part -> paths.add(new RequestPath(List.of(part), 1.0 / all.size(), origin)));
    }

    /** Makes servers that no path leads to, and that know a queue without a known consumer, its consumers. */
    private void consumers() {
        Set<CloudPart> fronts = new LinkedHashSet<>();
        paths.forEach(path -> fronts.addAll(path.parts()));
        Set<CloudPart> taken = new LinkedHashSet<>();
        parts(Place.SERVER).stream().map(CloudPart::consumed).forEach(taken::add);
        for (CloudPart part : parts(Place.SERVER)) {
            if (part.consumed() == null && !fronts.contains(part) && !isCalled(part)) {
                part.calls().keySet().stream()
                        .filter(one -> one.place() == Place.QUEUE && !taken.contains(one))
                        .findFirst()
                        .ifPresent(part::consumes);
            }
        }
    }

    /** Makes the servers at the ends of the paths clients of databases, caches and servers without a known client. */
    private void guessClients() {
        Set<CloudPart> ends = new LinkedHashSet<>();
        paths.forEach(path -> ends.add(path.last()));
        inventory.parts().forEach((resource, part) -> {
            boolean guessed = resource.type().matches("aws_(db_instance|rds_cluster|docdb_cluster|elasticache_.*)");
            boolean inner =
                    part.place() == Place.FRONT && resource.get("internal").isTrue();
            if (inner && !isCalled(part)) {
                ends.stream()
                        .filter(end -> !part.calls().containsKey(end))
                        .forEach(end -> end.calls(part, "a guess: the clients of its internal balancer are not known"));
            } else if (guessed && part.place() == Place.STORE && !isCalled(part)) {
                ends.stream()
                        .filter(end -> end.place() == Place.SERVER)
                        .forEach(end -> end.calls(part, "a guess: no resource names its clients"));
            }
        });
    }

    /**
     * Extends each path through the only internal balancer that its last server calls. Servers that call several
     * internal balancers, or are not at the end of a path, call the servers behind them.
     */
    private void innerBalancers() {
        for (int i = 0; i < paths.size(); i++) {
            RequestPath path = paths.get(i);
            for (CloudPart next = balancer(path); next != null; next = balancer(path)) {
                path = path.throughBalancer(next);
            }
            paths.set(i, path);
        }
        Set<CloudPart> passed = new LinkedHashSet<>();
        paths.forEach(path -> passed.addAll(path.parts()));
        for (CloudPart server : parts(Place.SERVER)) {
            for (CloudPart callee : List.copyOf(server.calls().keySet())) {
                if (callee.place() == Place.FRONT && passed.contains(server) && passed.contains(callee)) {
                    server.passes(callee);
                } else if (callee.place() == Place.FRONT) {
                    server.replaceBalancerCalls(callee);
                }
            }
        }
    }

    /** Returns the only balancer that the last server of a path calls; {@code null} if there are none or several. */
    private static CloudPart balancer(RequestPath path) {
        List<CloudPart> all = path.last().calls().keySet().stream()
                .filter(one -> one.place() == Place.FRONT)
                .toList();
        boolean one = all.size() == 1
                && all.get(0).calls().size() == 1
                && !path.parts().contains(all.get(0))
                && !path.parts().containsAll(all.get(0).calls().keySet());
        return one ? all.get(0) : null;
    }

    private void reach(CloudPart part, Set<CloudPart> above) {
        if (part.place() != Place.SERVER || callees.containsKey(part)) {
            reached.add(part);
            return;
        }
        Set<CloudPart> own = new LinkedHashSet<>();
        callees.put(part, own);
        Set<CloudPart> path = new LinkedHashSet<>(above);
        path.add(part);
        part.calls().forEach((other, origin) -> {
            if (other == part.consumed()) {
                return;
            }
            if (path.contains(other)) {
                gaps.add(part.name() + " calls " + other.name() + " (" + origin + "): a cycle, which is left out");
                return;
            }
            own.add(other);
            reached.add(other);
            reach(other, path);
        });
    }

    /** Lists the resources of parts without callers, and removes the parts. */
    private void drop() {
        inventory.parts().entrySet().stream()
                .filter(entry -> !reached.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(resource -> inventory.remove(
                        resource,
                        resource.get("internal").isTrue()
                                ? "an internal balancer; here its clients select a node at random"
                                : EventTriggers.description(inventory.graph(), resource)
                                        .orElse("no resource in the files names its clients")));
    }

    /** Returns the description of the events that call a server; empty if there are none. */
    private String trigger(CloudPart part) {
        return inventory.parts().entrySet().stream()
                .filter(entry -> entry.getValue() == part)
                .map(entry -> EventTriggers.description(inventory.graph(), entry.getKey()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    /** Returns the paths of the users' requests; those with equal parts are one. */
    List<RequestPath> paths() {
        Map<List<CloudPart>, RequestPath> merged = new LinkedHashMap<>();
        for (RequestPath path : paths) {
            merged.merge(
                    path.parts(),
                    path,
                    (one, other) -> new RequestPath(one.parts(), one.share() + other.share(), one.origin()));
        }
        return List.copyOf(merged.values());
    }

    /** Returns the called parts of a server, without a database that is read through a cache. */
    List<CloudPart> callees(CloudPart part) {
        Set<CloudPart> all = callees.getOrDefault(part, Set.of());
        return all.stream()
                .filter(one -> all.stream().noneMatch(other -> other.kind().equals("cache") && source(other) == one))
                .toList();
    }

    /** Returns the database that a client of a cache calls too; {@code null} if there is none. */
    CloudPart source(CloudPart cache) {
        for (Set<CloudPart> all : callees.values()) {
            if (all.contains(cache)) {
                for (CloudPart one : all) {
                    if (one.kind().equals("database")) {
                        return one;
                    }
                }
            }
        }
        return null;
    }

    /** Returns whether a server is called by another one. */
    boolean isCallee(CloudPart part) {
        return callees.values().stream().anyMatch(all -> all.contains(part));
    }

    /** Returns all parts that requests or messages reach. */
    Set<CloudPart> reachableParts() {
        return reached;
    }

    /** Returns the sentences on guesses and on calls that are left out. */
    List<String> gaps() {
        return gaps;
    }

    /** Returns the number of calls of each part for one request. */
    Map<CloudPart, Double> visits() {
        Map<CloudPart, Double> visits = new LinkedHashMap<>();
        double sum = paths.stream().mapToDouble(RequestPath::share).sum();
        for (RequestPath path : paths) {
            for (CloudPart part : path.parts()) {
                visits.merge(part, path.share() / sum, Double::sum);
                visit(part, path.share() / sum, visits, 0);
            }
        }
        return visits;
    }

    private void visit(CloudPart part, double count, Map<CloudPart, Double> visits, int depth) {
        List<CloudPart> next = new ArrayList<>(callees(part));
        if (part.place() == Place.QUEUE) {
            parts(Place.SERVER).stream().filter(one -> one.consumed() == part).forEach(next::add);
        } else if (part.kind().equals("cache") && source(part) != null) {
            next.add(source(part));
        }
        for (CloudPart one : next) {
            visits.merge(one, count, Double::sum);
            if (depth < 20) {
                visit(one, count, visits, depth + 1);
            }
        }
    }
}
