package dev.brownout.generated;

import dev.brownout.vocabulary.Ref;
import dev.brownout.wiring.DestinationSpec;
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

    /** What a reference may name. */
    List<String> known(Ref.To to) {
        return switch (to) {
            case REGION -> regions;
            case COMPONENT -> List.copyOf(components.keySet());
            case QUEUE ->
                components.entrySet().stream()
                        .filter(c -> DestinationSpec.class.isAssignableFrom(
                                Grammar.kinds().get(c.getValue())))
                        .map(Map.Entry::getKey)
                        .toList();
        };
    }
}
