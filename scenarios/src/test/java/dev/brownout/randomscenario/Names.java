package dev.brownout.randomscenario;

import dev.brownout.spec.Reference;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Names defined so far in a scenario under construction.
 *
 * @param regions its regions
 * @param components the kind of each component, by its name
 * @param endpoints the endpoints, or the query classes, of each component that has some
 */
record Names(List<String> regions, Map<String, String> components, Map<String, List<String>> endpoints) {
    /** Key with a name, for key distributions and hot-key settings. */
    static final String HOT_KEY = "bieber";

    /** Returns the components of a kind. */
    List<String> of(String kind) {
        return components.entrySet().stream()
                .filter(e -> e.getValue().equals(kind))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the names that a reference may use. */
    List<String> known(Reference.To to) {
        return switch (to) {
            case REGION -> regions;
            case COMPONENT -> List.copyOf(components.keySet());
            case QUEUE, WRITABLE, STOCK, COUNTER, QUERY -> accepting(to);
            case SERVICE -> {
                List<String> services = new ArrayList<>(components.keySet());
                services.removeAll(accepting(Reference.To.QUEUE));
                services.removeAll(accepting(Reference.To.QUERY));
                yield services;
            }
            case REQUEST -> List.of();
        };
    }

    private List<String> accepting(Reference.To to) {
        return components.entrySet().stream()
                .filter(c -> SpecFields.isTarget(Grammar.kinds().get(c.getValue()), to))
                .map(Map.Entry::getKey)
                .toList();
    }
}
