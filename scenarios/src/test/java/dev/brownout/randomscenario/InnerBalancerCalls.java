package dev.brownout.randomscenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generator of calls of an endpoint behind a balancer, such as {@code call: lb/quote}, in random scenarios. The
 * balancer is before an inner tier: a server on the path of a request calls it, and the servers in its {@code backends}
 * have the endpoint.
 */
final class InnerBalancerCalls {
    private static final String ENDPOINT = "quote";

    private InnerBalancerCalls() {}

    /** Adds a call to a request with steps on a server. Missing balancers and backends are added. */
    @SuppressWarnings("unchecked")
    static void addCalls(
            Map<String, Object> root, Map<String, Object> requests, Names names, FieldTexts fields, Chance chance) {
        if (!chance.percent(30)) {
            return;
        }
        for (Object request : requests.values()) {
            if (((Map<String, Object>) request).get("steps") instanceof List<?> steps) {
                List<String> callers =
                        names.of("server").stream().filter(steps::contains).toList();
                if (!callers.isEmpty()) {
                    String caller = callers.get(callers.size() - 1);
                    ((List<Object>) steps).add(call(balancer(root, caller, names, chance), fields, chance));
                    return;
                }
            }
        }
    }

    /** Returns a step that calls the endpoint behind a balancer. */
    private static Map<String, Object> call(String balancer, FieldTexts fields, Chance chance) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("call", balancer + "/" + ENDPOINT);
        if (chance.percent(30)) {
            step.put("timeout", fields.amounts().time(Math.max(1, fields.duration())));
        }
        if (chance.percent(40)) {
            fields.policies()
                    .writePolicies(step, List.of("timeout"), fields.policies().randomPolicies());
        }
        return step;
    }

    /** Returns a balancer with backends that have the endpoint: mostly servers other than the caller. */
    @SuppressWarnings("unchecked")
    private static String balancer(Map<String, Object> root, String caller, Names names, Chance chance) {
        Map<String, Object> components = (Map<String, Object>) root.get("components");
        List<String> servers = new ArrayList<>(names.of("server"));
        servers.remove(caller);
        if (servers.isEmpty() || chance.percent(40)) {
            servers.add(0, addComponent("server", components, names));
        }
        List<String> balancers = names.of("load-balancer");
        String balancer = balancers.isEmpty() || chance.percent(50)
                ? addComponent("load-balancer", components, names)
                : chance.of(balancers);
        Map<String, Object> backends = new LinkedHashMap<>();
        for (String server : servers.subList(0, Math.min(servers.size(), chance.intBetween(1, 2)))) {
            backends.put(server, Integer.toString(chance.intBetween(1, 5)));
            endpoint((Map<String, Object>) components.get(server), chance);
        }
        ((Map<String, Object>) components.get(balancer)).put("backends", backends);
        return balancer;
    }

    /** Adds a component with few parameters, and returns its name. */
    private static String addComponent(String kind, Map<String, Object> components, Names names) {
        String name = "c" + components.size() + "-" + kind;
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("kind", kind);
        if (!names.regions().isEmpty()) {
            component.put("regions", new ArrayList<>(names.regions()));
        }
        components.put(name, component);
        names.components().put(name, kind);
        return name;
    }

    @SuppressWarnings("unchecked")
    private static void endpoint(Map<String, Object> server, Chance chance) {
        Map<String, Object> endpoints =
                (Map<String, Object>) server.computeIfAbsent("endpoints", none -> new LinkedHashMap<>());
        Map<String, Object> endpoint = new LinkedHashMap<>();
        if (chance.percent(50)) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("cpu", chance.intBetween(1, 9) + "ms");
            endpoint.put("steps", new ArrayList<>(List.of(step)));
        }
        endpoints.put(ENDPOINT, endpoint);
    }
}
