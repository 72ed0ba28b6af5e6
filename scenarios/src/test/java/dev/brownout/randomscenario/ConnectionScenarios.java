package dev.brownout.randomscenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generator of persistent client connections and push messages for random scenarios. */
final class ConnectionScenarios {
    private ConnectionScenarios() {}

    /** Adds connections to a server on the path of a request that opens them, and a request that pushes messages. */
    @SuppressWarnings("unchecked")
    static void addConnections(
            Map<String, Object> root, Map<String, Object> requests, Names names, FieldTexts fields, Chance chance) {
        if (!chance.percent(40)) {
            return;
        }
        for (Object one : requests.values()) {
            Map<String, Object> request = (Map<String, Object>) one;
            Object branch = request.getOrDefault("path", request.get("steps"));
            List<String> servers = names.of("server").stream()
                    .filter(name -> branch instanceof List<?> steps && steps.contains(name))
                    .toList();
            if (!servers.isEmpty()) {
                addConnections(root, requests, request, chance.of(servers), fields, chance);
                return;
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void addConnections(
            Map<String, Object> root,
            Map<String, Object> requests,
            Map<String, Object> request,
            String server,
            FieldTexts fields,
            Chance chance) {
        Map<String, Object> components = (Map<String, Object>) root.get("components");
        components.values().forEach(other -> ((Map<String, Object>) other).remove("connections"));
        ((Map<String, Object>) components.get(server)).put("connections", Integer.toString(chance.intBetween(1, 40)));
        if (request.remove("share") != null || root.containsKey("load") && requests.size() == 1) {
            root.remove("load");
            requests.values().forEach(other -> {
                Map<String, Object> each = (Map<String, Object>) other;
                if (each != request) {
                    each.remove("share");
                    each.put("rate", fields.loads().constantLoad(0.3));
                }
            });
        }
        request.put("rate", fields.loads().connections(0.5));
        Map<String, Object> push = new LinkedHashMap<>();
        push.put("push", server);
        if (chance.percent(70)) {
            push.put("times", Integer.toString(chance.intBetween(1, 20)));
        }
        if (chance.percent(20)) {
            push.put("timeout", fields.amounts().time(Math.max(1, fields.duration())));
        }
        Map<String, Object> pushing = new LinkedHashMap<>();
        pushing.put("rate", fields.loads().constantLoad(0.05));
        pushing.put("steps", new ArrayList<>(List.of(server, push)));
        requests.put("pushing", pushing);
    }
}
