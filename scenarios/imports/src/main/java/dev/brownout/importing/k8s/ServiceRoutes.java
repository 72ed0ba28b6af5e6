package dev.brownout.importing.k8s;

import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Routes of a cluster: those that users take, and those of calls between servers. Routes of an object with the same
 * destinations are one route here, with the timeouts and retries of the route without a condition.
 */
final class ServiceRoutes {
    private final ImportedCluster cluster;
    private final EntryPoints entryPoints;
    private final List<ServiceRoute> routes = new ArrayList<>();

    /** Services with routes or rules of a mesh, which need a balancer for the calls between servers. */
    private final Map<String, EntryProxy> ruled = new LinkedHashMap<>();

    ServiceRoutes(ImportedCluster cluster, EntryPoints entryPoints) {
        this.cluster = cluster;
        this.entryPoints = entryPoints;
    }

    void add(ServiceRoute route) {
        routes.add(route);
        route.hosts().forEach(host -> ruled.put(host, route.proxy()));
    }

    /** Marks a Service with rules for the calls between servers. */
    void rule(String service) {
        ruled.put(service, EntryProxy.ISTIO);
    }

    /** Creates the entry points of the routes that users take. */
    void open() {
        Set<List<String>> split = new LinkedHashSet<>();
        for (ServiceRoute route : entrances()) {
            if (route.targets().size() > 1) {
                entryPoints.split(route);
                route.targets().forEach(target -> split.add(target.ids()));
            }
        }
        for (ServiceRoute route : entrances()) {
            if (route.targets().size() != 1) {
                continue;
            }
            RouteTarget target = route.targets().get(0);
            if (split.contains(target.ids())) {
                cluster.account()
                        .leftOut(route.rule().origin() + ": requests that take this route to " + target.service()
                                + " alone: their share is not in the files, and here all requests are divided by the"
                                + " weights of another route");
            } else {
                SystemPart part = cluster.part(target.ids().get(0));
                if (part.role() == Role.SERVER) {
                    SystemPart balancer = cluster.balancers().entry(target.ids(), target.service(), route.proxy());
                    balancer.onEntered("a route to " + target.service() + " ("
                            + target.place().origin() + ")");
                } else if (part.role() == Role.BALANCER) {
                    part.onEntered("a route to " + target.service() + " ("
                            + target.place().origin() + ")");
                }
            }
        }
    }

    private List<ServiceRoute> entrances() {
        return routes.stream().filter(ServiceRoute::isEntrance).toList();
    }

    /**
     * Returns the part that a call of a Service reaches: a traffic split, a balancer, or a workload.
     *
     * @param service key of a Service with at least one workload
     */
    SystemPart callee(String service) {
        ServiceRoute route = main(service);
        if (route != null && !route.targets().isEmpty() && !isOwn(service, route)) {
            if (route.targets().size() == 1) {
                RouteTarget only = route.targets().get(0);
                return balancerBetween(only.ids(), only.service(), route.proxy());
            }
            SystemPart split = cluster.balancers().split(route.name() + "-weights", "weights of a route");
            if (split.calls().isEmpty()) {
                route.targets()
                        .forEach(target -> split.share(
                                balancerBetween(target.ids(), target.service(), route.proxy())
                                        .name(),
                                target.weight(),
                                "its weight is " + target.weight() + " ("
                                        + target.place().origin() + ")"));
            }
            return split;
        }
        List<String> ids = cluster.services().workloads(service);
        boolean selects = ruled.containsKey(service)
                || ids.size() > 1
                || cluster.balancers().hasReadyPods(ids);
        return selects
                ? balancerBetween(
                        ids,
                        cluster.services().service(service).name(),
                        ruled.getOrDefault(service, EntryProxy.KUBE_PROXY))
                : cluster.part(ids.get(0));
    }

    /**
     * Makes the weights of routes without a known caller an entry of users if there is no other entry, and gives the
     * pods of guessed entries a balancer by their readiness checks. Otherwise the weights are listed as left out.
     */
    void withoutCallers() {
        List<SystemPart> all = new ArrayList<>(cluster.parts());
        all.addAll(cluster.balancers().all());
        boolean open = all.stream().anyMatch(part -> !part.entered().isEmpty());
        for (String service : cluster.services().all().keySet()) {
            ServiceRoute route = main(service);
            if (route == null) {
                guess(service, open, all);
                continue;
            }
            if (route.targets().size() < 2 || isOwn(service, route)) {
                continue;
            }
            List<SystemPart> targets = route.targets().stream()
                    .flatMap(target -> target.ids().stream())
                    .map(cluster::part)
                    .toList();
            boolean reached = targets.stream()
                    .anyMatch(part -> !part.entered().isEmpty()
                            || all.stream().anyMatch(other -> other.calls().containsKey(part.name())));
            String name = cluster.services().service(service).name();
            if (!reached && !open) {
                callee(service).onEntered("a guess: no caller of " + name + " is known");
            } else if (!reached) {
                cluster.account()
                        .leftOut(route.rule().origin() + ": the weights of the route to " + name
                                + ": no caller of it is known");
            }
        }
    }

    /** Creates the balancer of a Service without callers, if there are no other entries of users. */
    private void guess(String service, boolean open, List<SystemPart> all) {
        List<String> ids = cluster.services().workloads(service);
        boolean isServer = ids.size() == 1 && cluster.part(ids.get(0)).role() == Role.SERVER;
        if (!open && isServer && cluster.balancers().hasReadyPods(ids)) {
            String name = cluster.part(ids.get(0)).name();
            if (all.stream().noneMatch(other -> other.calls().containsKey(name))) {
                callee(service);
            }
        }
    }

    /**
     * Returns the workloads that are behind a Service and get none of its calls, as a route sends all of them
     * elsewhere, and that nothing else calls. They are listed as left out.
     */
    List<SystemPart> withoutCalls() {
        List<SystemPart> callers = cluster.all();
        List<SystemPart> without = new ArrayList<>();
        for (String service : cluster.services().all().keySet()) {
            ServiceRoute route = main(service);
            for (String id :
                    route == null ? List.<String>of() : cluster.services().workloads(service)) {
                SystemPart part = cluster.part(id);
                boolean called =
                        callers.stream().anyMatch(other -> other.calls().containsKey(part.name()));
                boolean routed =
                        route.targets().stream().anyMatch(target -> target.ids().contains(id));
                if (!called && !routed && part.entered().isEmpty() && !without.contains(part)) {
                    without.add(part);
                    cluster.account()
                            .leftOut(route.rule().origin() + ": " + part.name()
                                    + ": left out, as the route sends no calls to it");
                }
            }
        }
        return without;
    }

    private SystemPart balancerBetween(List<String> ids, String service, EntryProxy proxy) {
        SystemPart part = cluster.part(ids.get(0));
        return part.role() == Role.SERVER ? cluster.balancers().balancerBetween(ids, service, proxy) : part;
    }

    private boolean isOwn(String service, ServiceRoute route) {
        return route.targets().size() == 1
                && route.targets().get(0).ids().equals(cluster.services().workloads(service));
    }

    /** Returns the route of the calls of a Service by servers: the last one without a condition, or the last one. */
    private ServiceRoute main(String service) {
        ServiceRoute main = null;
        for (ServiceRoute route : routes) {
            boolean better = main == null || main.isConditional() || !route.isConditional();
            if (route.hosts().contains(service) && better) {
                main = route;
            }
        }
        return main;
    }

    /** Adds the timeouts and retries of the routes to the balancers on them. */
    void applyPolicies() {
        Map<List<String>, ServiceRoute> entrances = new LinkedHashMap<>();
        for (ServiceRoute route : entrances()) {
            List<String> key = route.targets().stream()
                    .flatMap(target -> target.ids().stream())
                    .toList();
            entrances.merge(key, route, (one, other) -> one.isConditional() && !other.isConditional() ? other : one);
        }
        Set<ServiceRoute> used = new LinkedHashSet<>(entrances.values());
        for (ServiceRoute route : routes) {
            for (String host : route.hosts()) {
                if (route.equals(main(host))) {
                    used.add(route);
                }
            }
        }
        for (ServiceRoute route : routes) {
            boolean applied = used.contains(route) && apply(route);
            if (!applied && route.policy().isPresent()) {
                String reason = used.contains(route)
                        ? "timeouts and retries of a route to no part that is called here"
                        : "timeouts and retries of a route for some calls only; here those of another route of "
                                + route.name();
                route.policy().ignore(reason);
            } else if (!used.contains(route)) {
                cluster.account()
                        .leftOut(route.rule().origin() + ": a route for some calls only; here the calls of "
                                + route.name() + " take another route");
            }
        }
    }

    private boolean apply(ServiceRoute route) {
        List<SystemPart> parts = new ArrayList<>();
        for (RouteTarget target : route.targets()) {
            SystemPart part = cluster.part(target.ids().get(0));
            if (part.role() != Role.SERVER) {
                parts.add(part);
                continue;
            }
            if (route.isEntrance()) {
                parts.addAll(cluster.balancers().entriesWithin(target.ids()));
            }
            if (!route.hosts().isEmpty()) {
                parts.addAll(cluster.balancers().betweenWithin(target.ids()));
            }
        }
        route.policy().apply(parts.stream().distinct().toList());
        return !parts.isEmpty();
    }
}
