package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.compare.ComparisonCharts;
import dev.brownout.experiment.compare.ComparisonPlan;
import dev.brownout.experiment.compare.VariantComparison;
import dev.brownout.experiment.replicate.ReplicationPlan;
import dev.brownout.language.section.LanguageDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Comparisons of arms with different metrics: for each kind of component, its example with and without the component, a
 * fault, a region or a price. Each comparison works in both orders.
 */
@Tag("slow")
@Tag("rows")
class KindComparisonTest {
    private static final String BARE = """
            components: { box: { kind: server, service: 5ms } }
            requests: { page: { path: [box] } }
            """;

    private static final String SURROUNDINGS = """
            run: { duration: 3s, warmup: 1s }
            load: 20/s
            regions: { east: { at: us-east, users: 60% }, west: { at: us-west, users: 40% } }
            """;
    private static final String WEB = "web: { kind: server, service: 1ms }";
    private static final String DB = "db: { kind: database }";
    /** Sections around an example that has no request, or only components beside a server. */
    private static final List<String> NEIGHBOURS = List.of(
            "{}",
            "{ components: { " + WEB + " } }",
            "{ components: { " + WEB + " }, requests: { page: { path: [%s, web] } } }",
            "{ components: { " + WEB + ", " + DB + " }, requests: { page: { path: [web, %s, db] } } }");

    static Stream<ManualPage> kinds() {
        return new Manual(LanguageDefinition.standard()).pages(ManualChapter.COMPONENTS).stream();
    }

    /** Returns the example of a kind in a short run, with the neighbours that it needs and with changes. */
    private static String example(ManualPage kind, Consumer<ObjectNode> change) {
        return firstValid(kind, List.of(change)).orElseThrow();
    }

    private static Optional<String> firstValid(ManualPage kind, List<Consumer<ObjectNode>> changes) {
        return changes.stream()
                .flatMap(change -> NEIGHBOURS.stream().map(neighbours -> {
                    ObjectNode system = (ObjectNode) EditorYaml.read(SURROUNDINGS);
                    ObjectNode own = (ObjectNode) EditorYaml.read(kind.example());
                    ObjectNode all = (ObjectNode) EditorYaml.read(neighbours.formatted(name(kind)));
                    all.withObject("/components").setAll((ObjectNode) own.remove("components"));
                    system.setAll(all);
                    system.setAll(own);
                    change.accept(system);
                    return system.toPrettyString();
                }))
                .filter(KindComparisonTest::isValid)
                .findFirst();
    }

    private static String name(ManualPage kind) {
        return components(kind).iterator().next();
    }

    private static Set<String> components(ManualPage kind) {
        Set<String> names = new TreeSet<>();
        EditorYaml.read(kind.example()).get("components").properties().forEach(entry -> {
            JsonNode itsKind = entry.getValue().get("kind");
            if (itsKind != null && itsKind.asText().equals(kind.name())) {
                names.add(entry.getKey());
            }
        });
        return names;
    }

    private static Consumer<ObjectNode> faults(String fault) {
        return system -> system.putArray("faults").addObject().put("at 1s", fault);
    }

    private static boolean isValid(String text) {
        try {
            return !ReplicationPlan.of(Experiment.text(text)).all().isEmpty();
        } catch (ExperimentException invalid) {

            return false;
        }
    }

    private static void compare(String first, String second) {
        assertThat(compared(first, second)).isEmpty();
    }

    /** Compares two scenarios in both orders. Returns the reason why their costs are not comparable, or nothing. */
    private static String compared(String first, String second) {
        ComparisonPlan plan = ComparisonPlan.of(Experiment.text(first).replications(2), Experiment.text(second));
        VariantComparison result = plan.run();
        List<ReplicationSummary> reversed = new ArrayList<>(result.summaries());
        Collections.reverse(reversed);
        for (List<ReplicationSummary> arms : List.of(result.summaries(), reversed)) {
            VariantComparison one = new VariantComparison(arms, result.confidence(), result.done());
            ComparisonCharts charts = new ComparisonCharts(one, "a comparison");
            assertThat(charts.findings()).hasSize(1);
            assertThat(charts.all()).isNotEmpty();
            one.differences(arms.get(1).name())
                    .forEach(difference -> assertThat(arms.get(0).direction(difference.number()))
                            .isNotNull());
        }
        return plan.obstacle();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void componentOfOneArm(ManualPage kind) {
        ObjectNode bare = (ObjectNode) EditorYaml.read(SURROUNDINGS);
        bare.setAll((ObjectNode) EditorYaml.read(BARE));
        compare(bare.toPrettyString(), example(kind, system -> {}));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void lossesOfOneArm(ManualPage kind) {
        String name = name(kind);
        Optional<String> failing = firstValid(
                kind,
                Stream.of("crash %s for 1s", "crash %s/1 for 1s", "hang %s for 1s")
                        .map(fault -> faults(fault.formatted(name)))
                        .toList());
        assertThat(failing).as("a fault of " + name).isPresent();
        compare(example(kind, system -> {}), failing.get());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void regionOfOneArm(ManualPage kind) {
        Optional<String> spread = firstValid(kind, List.of(inRegions(kind, "east", "west")));
        Optional<String> alone = firstValid(kind, List.of(inRegions(kind, "east"), system -> {}));
        compare(alone.orElseThrow(), spread.orElse(alone.orElseThrow()));
    }

    private static Consumer<ObjectNode> inRegions(ManualPage kind, String... regions) {
        return system -> components(kind).forEach(name -> {
            ArrayNode its = ((ObjectNode) system.get("components").get(name)).putArray("regions");
            Stream.of(regions).forEach(its::add);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void priceOfOneArm(ManualPage kind) {
        String priced = example(kind, system -> {});
        String free = example(kind, system -> system.put("price_list", "none"));
        assertThat(compared(priced, free)).contains("prices");
    }
}
