package dev.brownout.randomscenario;

import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.MachineSizes;
import java.util.List;
import java.util.Map;

/** Places components on the nodes of a scenario, mostly without parameters that such a process must not have. */
final class SharedMachinePlacement {
    private static final List<String> OF_MACHINES = List.of(
            "cores",
            "regions",
            "zones",
            "nodes",
            "replicas",
            "shards",
            "copies",
            "copy_lag",
            "autoscale",
            "heap",
            "scheduling",
            "twin");

    private SharedMachinePlacement() {}

    static void place(Map<String, Object> components, Map<String, String> kinds, Chance chance) {
        List<String> machines = kinds.keySet().stream()
                .filter(name -> machines(kinds.get(name)))
                .toList();
        kinds.forEach((name, kind) -> {
            boolean cores = MachineSizes.names(spec(kind)).contains(MachineSizes.CORES);
            if (machines.isEmpty() || !chance.percent(cores && !machines(kind) ? 60 : 3)) {
                return;
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> own = (Map<String, Object>) components.get(name);
            own.put("host", chance.of(machines));
            if (chance.percent(90)) {
                OF_MACHINES.forEach(own::remove);
                if (SpecFields.of(spec(kind)).names().contains("nodes")) {
                    own.put("nodes", "1");
                }
            }
        });
    }

    /** Returns whether components of a kind are machines that host other components. */
    static boolean machines(String kind) {
        return kind.equals("machine");
    }

    private static Class<? extends ComponentSpec> spec(String kind) {
        return Grammar.kinds().get(kind).asSubclass(ComponentSpec.class);
    }
}
