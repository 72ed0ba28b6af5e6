package dev.brownout.randomscenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Configures optimal eviction for a cache of a random scenario, which random parameters hardly ever allow. It requires
 * a single node, entries that do not expire, and one request class with keys that are known in advance.
 */
final class OptimalEvictionSetup {
    private static final List<String> OF_SEVERAL_OR_AGING = List.of(
            "ttl",
            "ttl_jitter",
            "ttl_renewed",
            "stale_while_revalidate",
            "early_refresh",
            "copies",
            "copy_lag",
            "failover",
            "eject_after",
            "zones");

    private OptimalEvictionSetup() {}

    /** Changes some of the scenarios that have a cache. */
    @SuppressWarnings("unchecked")
    static void configure(Map<String, Object> root, Names names, Chance chance) {
        List<String> caches = names.of("cache");
        if (caches.isEmpty() || !chance.percent(30)) {
            return;
        }
        String name = caches.get(0);
        Map<String, Object> cache = (Map<String, Object>) ((Map<String, Object>) root.get("components")).get(name);
        OF_SEVERAL_OR_AGING.forEach(cache::remove);
        cache.put("eviction", "opt");
        cache.put("nodes", "1");
        if (!names.regions().isEmpty()) {
            cache.put("regions", new ArrayList<>(names.regions().subList(0, 1)));
        }
        if (!cache.containsKey("memory")) {
            cache.put("entries", Integer.toString(chance.intBetween(1, 100)));
        }
        Map<String, Object> requests = (Map<String, Object>) root.get("requests");
        requests.keySet().retainAll(List.of(requests.keySet().iterator().next()));
        Map<String, Object> request =
                (Map<String, Object>) requests.values().iterator().next();
        request.remove("share");
        withoutKeys(request);
        request.put("key", "sequential(" + chance.intBetween(1, 200) + ")");
        ((List<Object>) root.get("faults"))
                .removeIf(fault ->
                        fault.toString().contains("scale") && fault.toString().contains(name));
    }

    /** Removes the keys of steps. */
    private static void withoutKeys(Object part) {
        if (part instanceof Map<?, ?> map) {
            map.remove("key");
            map.values().forEach(OptimalEvictionSetup::withoutKeys);
        } else if (part instanceof List<?> list) {
            list.forEach(OptimalEvictionSetup::withoutKeys);
        }
    }
}
