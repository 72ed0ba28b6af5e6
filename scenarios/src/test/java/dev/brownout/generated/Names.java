package dev.brownout.generated;

import java.util.List;
import java.util.Map;

/**
 * What a scenario under construction has named so far.
 *
 * @param regions its regions
 * @param components the kind of each component, by its name
 * @param endpoints the endpoints of each component that has some
 */
record Names(List<String> regions, Map<String, String> components, Map<String, List<String>> endpoints) {
    /** A key that popularities and remedies call by name. */
    static final String HOT_KEY = "bieber";

    /** The components of a kind. */
    List<String> of(String kind) {
        return components.entrySet().stream()
                .filter(e -> e.getValue().equals(kind))
                .map(Map.Entry::getKey)
                .toList();
    }
}
