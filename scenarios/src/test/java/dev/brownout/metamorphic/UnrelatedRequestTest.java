package dev.brownout.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.rounds.TestRound;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An added request class with its own components and more keys than any other changes no number of the existing
 * requests and components. Its names sort before and after all others.
 *
 * <p>Totals change: the row of all requests, assertions and series over all requests, the cost, and the number of
 * events.
 */
@Tag("law")
class UnrelatedRequestTest {
    /** Approximate number of added requests of each class. */
    private static final long REQUESTS = 500;

    private static final long NANOS_AN_HOUR = 3_600_000_000_000L;

    private static final Pattern OWN = Pattern.compile("\\b(aaside|zaside)\\b");
    private static final Pattern TOTALS = Pattern.compile("/requests/all/|/audit/calls by caller and callee|/resolved/"
            + "|/(digest|simulated_events|simulated_requests|saturation_per_second|bottleneck|per_million_requests)$"
            + "|/cost/(total|per_hour)$");
    /** Metrics over all requests, or over those of one region. */
    private static final Pattern METRIC_OF_ALL = Pattern.compile("((all|region/[a-z0-9-]+)[.])?[a-z_0-9]+([.]9+)?");

    /** Path of a column. Names of variants may contain slashes, as in 800/s. */
    private static final Pattern COLUMN = Pattern.compile("/variants/.+/series/columns/(.+)/[a-z_]+");

    static List<String> sampled() {
        return TestRound.rotating(SmallLibrary.twelfth(5), 1, 4);
    }

    static List<String> remaining() {
        return SmallLibrary.remaining(5);
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("remaining")
    void unrelatedRequestChangesNoOtherNumberElsewhere(String name) {
        unrelatedRequestChangesNoOtherNumber(name);
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("sampled")
    void unrelatedRequestChangesNoOtherNumber(String name) {
        ObjectNode tree = Yaml.read(SmallLibrary.text(name));
        addComponents((ObjectNode) tree.get("components"));
        long nanos = SmallLibrary.read(name).variants().get(0).scenario().durationNanos();
        addRequests(tree, Math.max(1, REQUESTS * NANOS_AN_HOUR / nanos) + "/h");
        JsonNode before = SmallLibrary.original(name).deepCopy();
        JsonNode after = SmallLibrary.run(SmallLibrary.reworded(name, Yaml.write(tree)));
        List<String> changes = leaves(before).differencesTo(leaves(after), (path, one, other) -> false);
        assertThat(changes).isEmpty();
    }

    private static void addComponents(ObjectNode components) {
        components
                .putObject("aaside-cache")
                .put("kind", "cache")
                .put("entries", 1000)
                .put("source", "zaside-db");
        components
                .putObject("zaside-db")
                .put("kind", "database")
                .put("replicas", 0)
                .put("shards", 4)
                .put("sharding", "range")
                .put("read", "1ms");
    }

    /** Adds two request classes with the given rate. A single existing class keeps the whole load of the scenario. */
    private static void addRequests(ObjectNode tree, String rate) {
        ObjectNode requests = (ObjectNode) tree.get("requests");
        if (tree.has("load") && requests.size() == 1) {
            ObjectNode only = (ObjectNode) requests.elements().next();
            if (!only.has("share") && !only.has("rate")) {
                only.put("share", "100%");
            }
        }
        requests.putObject("aaside")
                .put("rate", rate)
                .put("key", "hot(30% on aaside, rest uniform(900M))")
                .putArray("steps")
                .addObject()
                .put("read", "aaside-cache");
        requests.putObject("zaside")
                .put("rate", rate)
                .put("key", "newest(100k)")
                .putArray("steps")
                .addObject()
                .put("write", "zaside-db")
                .put("key", "newest(36k)");
    }

    private static Leaves leaves(JsonNode result) {
        for (JsonNode variant : result.path("variants")) {
            for (String list : List.of("timeline", "roles", "faults", "edges")) {
                drop(variant.path(list), item -> OWN.matcher(item.toString()).find());
            }
            drop(variant.path("timeline"), item -> ofAll(item.path("data")));
            for (String list : List.of("stations", "warnings", "unconfirmed")) {
                drop(
                        variant.path("analysis").path(list),
                        item -> OWN.matcher(item.toString()).find());
            }
            if (variant.path("analysis").path("unconfirmed").isEmpty()) {
                ((ObjectNode) variant.path("analysis")).remove("unconfirmed");
            }
            ((ObjectNode) variant.path("data")).remove("zaside-db");
            for (String relations : List.of("sla", "predict")) {
                variant.path(relations).properties().removeIf(relation -> ofAll(relation.getValue()));
            }
        }
        return Leaves.of(result)
                .exclude(OWN.asPredicate().or(TOTALS.asPredicate()).or(UnrelatedRequestTest::columnOfAll));
    }

    private static boolean ofAll(JsonNode stated) {
        return METRIC_OF_ALL.matcher(stated.path("metric").asText("none.such")).matches();
    }

    private static boolean columnOfAll(String path) {
        Matcher column = COLUMN.matcher(path);
        return column.matches() && METRIC_OF_ALL.matcher(column.group(1)).matches();
    }

    private static void drop(JsonNode list, Predicate<JsonNode> filter) {
        for (Iterator<JsonNode> item = list.iterator(); item.hasNext(); ) {
            if (filter.test(item.next())) {
                item.remove();
            }
        }
    }
}
