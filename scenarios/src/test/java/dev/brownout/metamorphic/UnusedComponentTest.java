package dev.brownout.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.rounds.TestRound;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Unused components and faults without effect add only rows and events of their own to the result. The added components
 * are named {@code aaside} and {@code zaside}, so that they sort before and after all others.
 *
 * <p>The total cost grows, as unused components are billed too. The cause of a timeline event may change, as it names
 * the fault that began last, and that may be one without effect. A warning may name the added faults for the same
 * reason. The window {@code fault} may also change, as it is that of the earliest fault.
 *
 * <p>Independent stores per region cannot be combined with a cache, used or not. A scenario with such stores is left
 * out.
 */
@Tag("law")
class UnusedComponentTest {
    private static final Pattern OWN = Pattern.compile("\\b(aaside|zaside)\\b");
    /** Added fault in a warning about a limit, which names all faults that are active when its saturation starts. */
    private static final Pattern ADDED_FAULT = Pattern.compile(
            "(, starting during:|,) (traffic x1|\\S+ slow x1|0% of calls to \\S+ fail|\\S+ ~ \\S+ degraded)(?=,|$)");

    private static final Pattern ABOUT_THE_FILE = Pattern.compile(
            "/(digest|simulated_events|resolved/.*|cost/(total|per_hour|per_million_requests)|columns/cost/values)$");

    static List<String> sampled() {
        return TestRound.rotating(SmallLibrary.suitable(UnusedComponentTest.class, SmallLibrary.twelfth(0)), 1, 4);
    }

    static List<String> remaining() {
        return SmallLibrary.suitable(UnusedComponentTest.class, SmallLibrary.remaining(0));
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("remaining")
    void unusedComponentsChangeNoOtherNumberOfOtherScenarios(String name) {
        unusedComponentsChangeNoOtherNumber(name);
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("sampled")
    void unusedComponentsChangeNoOtherNumber(String name) {
        ObjectNode tree = Yaml.read(SmallLibrary.text(name));
        addComponents((ObjectNode) tree.get("components"));
        addFaults(tree, SmallLibrary.read(name).variants().get(0).scenario().durationNanos() / 1_000_000);
        assertThat(changes(name, tree)).isEmpty();
    }

    private static void addComponents(ObjectNode components) {
        components.putObject("aaside").put("kind", "server").put("nodes", 3);
        components.putObject("aaside-cache").put("kind", "cache").put("source", "zaside-db");
        components.putObject("zaside").put("kind", "load-balancer");
        components.putObject("zaside-db").put("kind", "database").put("replicas", 2);
    }

    private static void addFaults(ObjectNode tree, long millis) {
        ArrayNode faults = tree.has("faults") ? (ArrayNode) tree.get("faults") : tree.putArray("faults");
        String server = tree.get("components").properties().stream()
                .filter(component -> component.getValue().path("kind").asText().equals("server"))
                .map(Map.Entry::getKey)
                .filter(component -> !OWN.matcher(component).find())
                .findFirst()
                .orElse("aaside");
        Map<Integer, String> lines = new TreeMap<>(
                Map.of(531, "traffic x1", 617, "slow " + server + "/1 x1", 719, "errors " + server + " 0%"));
        List<String> regions = new ArrayList<>();
        tree.path("regions").fieldNames().forEachRemaining(regions::add);
        if (regions.size() > 1) {
            String link = regions.get(0) + "~" + regions.get(1);
            lines.put(811, "degrade link/" + link + " latency=+0ms loss=0%");
        }
        // The faults last to the end: a past fault, even one without effect, limits the usual response times.
        lines.forEach((index, line) ->
                faults.addObject().put("at " + millis * index / 1000 + "ms", line + " as aaside-" + index));
    }

    private static List<String> changes(String name, ObjectNode with) {
        JsonNode before = SmallLibrary.original(name).deepCopy();
        JsonNode after = SmallLibrary.run(SmallLibrary.reworded(name, Yaml.write(with)));
        for (JsonNode result : List.of(before, after)) { // the window of the earliest fault, which may be an added one
            result.path("variants").forEach(variant -> ((ObjectNode) variant.path("windows")).remove("fault"));
        }
        Leaves original = leaves(before);
        // a recovery time counts up to the next fault, with or without an effect
        return original.differencesTo(
                leaves(after),
                (path, one, other) -> original.siblingText(path, "metric").contains(".rto("));
    }

    private static Leaves leaves(JsonNode result) {
        for (JsonNode variant : result.path("variants")) {
            variant.path("timeline").forEach(event -> ((ObjectNode) event).remove("cause"));
            for (String list : List.of("timeline", "roles", "faults")) {
                dropOwn((ArrayNode) variant.path(list));
            }
            dropOwn((ArrayNode) variant.path("analysis").path("stations"));
            ArrayNode warnings = (ArrayNode) variant.path("analysis").path("warnings");
            dropOwn(warnings);
            for (int i = 0; i < warnings.size(); i++) {
                warnings.set(i, ADDED_FAULT.matcher(warnings.get(i).asText()).replaceAll(""));
            }
            ((ObjectNode) variant.path("data")).remove("zaside-db");
        }
        return Leaves.of(result).exclude(ABOUT_THE_FILE.asPredicate().or(OWN.asPredicate()));
    }

    private static void dropOwn(ArrayNode list) {
        for (Iterator<JsonNode> item = list.iterator(); item.hasNext(); ) {
            if (OWN.matcher(item.next().toString()).find()) {
                item.remove();
            }
        }
    }
}
