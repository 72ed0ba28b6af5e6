package dev.brownout.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Declaration order of the assertions and predictions of a scenario file. JSON keys are sorted, so the order is stored
 * separately ({@code sla_order}, {@code predict_order}) and restored on reading.
 */
final class DeclarationOrder {

    private static final List<String> ORDERED = List.of("sla", "predict");

    private DeclarationOrder() {}

    static JsonNode restore(JsonNode document) {
        for (JsonNode variant : document.path("variants")) {
            for (String map : ORDERED) {
                if (variant.path(map) instanceof ObjectNode) {
                    reorder((ObjectNode) variant.path(map), variant.path(map + PropertyRules.ORDER));
                }
            }
        }
        return document;
    }

    private static void reorder(ObjectNode map, JsonNode order) {
        for (JsonNode name : order) {
            JsonNode value = map.remove(name.asText());
            if (value != null) {
                map.set(name.asText(), value);
            }
        }
    }
}
