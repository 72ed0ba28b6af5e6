package dev.brownout.cli;

import dev.brownout.cli.CoverageStatement.Proof;
import dev.brownout.cli.CoverageStatement.ScenarioRun;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Runs of library scenarios, executed once and shared by all tests. Expected metrics of a variant are added as
 * assertions: {@code expected-3-low} is the lower bound of the metric with index 3.
 */
final class LibraryRuns {
    private static final Map<String, List<VariantResult>> DONE = new ConcurrentHashMap<>();

    /** Proofs of {@link CoveragePageTest} about unmodified variants. */
    private static final Map<ScenarioRun, List<Proof>> SHOWN = CoverageStatement.all().values().stream()
            .flatMap(List::stream)
            .flatMap(statement -> statement.proofs().stream())
            .filter(proof -> proof.played().asItIs())
            .collect(Collectors.groupingBy(Proof::played));

    private LibraryRuns() {}

    /** Returns all variants of a scenario, in file order. Without a seed, the scenario's own seed is used. */
    static List<VariantResult> of(String scenario, Optional<Long> seed) {
        return DONE.computeIfAbsent(scenario + " " + seed, key -> run(scenario, seed));
    }

    /** Returns the expected metrics of a variant. */
    static List<ExpectedMetric> expected(String scenario, String variant) {
        return ExpectedMetric.ALL.stream()
                .filter(e -> e.scenario().equals(scenario) && e.variant().equals(variant))
                .toList();
    }

    /** Returns scenarios covered by {@link CoveragePageTest} that {@link DigestsTest} shortens. */
    static Set<String> shownWhole() {
        Set<String> names =
                SHOWN.keySet().stream().map(ScenarioRun::scenario).collect(Collectors.toCollection(TreeSet::new));
        names.retainAll(shortened());
        return names;
    }

    /** Returns scenarios that {@link DigestsTest} shortens. */
    static List<String> shortened() {
        try {
            Set<String> commands = Digests.recorded().outputs().keySet();
            return new ShippedLibrary()
                    .names().stream()
                            .filter(name -> !commands.contains("run " + name))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the name of the assertion for a proof of the coverage page. */
    static String shown(Proof proof) {
        return "expected-" + proof.number();
    }

    private static List<VariantResult> run(String scenario, Optional<Long> seed) {
        List<String> sets = seed.map(number -> List.of("run.seed=" + number)).orElse(List.of());
        ScenarioFile file = read(scenario, sets);
        return file.variants().parallelStream()
                .map(variant -> Run.execute(
                        watched(scenario, variant),
                        file.setup(variant).withAssertions(Map.of()),
                        (share, events, inFlight) -> true))
                .toList();
    }

    /** Returns a copy of the variant with assertions for its expected metrics. */
    private static Scenario watched(String scenario, Variant variant) {
        Scenario plain = variant.scenario();
        Map<String, Relation> sla = new LinkedHashMap<>(plain.sla());
        List<ExpectedMetric> expected = expected(scenario, variant.name());
        for (int i = 0; i < expected.size(); i++) {
            ExpectedMetric one = expected.get(i);
            sla.put("expected-" + i + "-low", relation(one, ">=", one.low()));
            sla.put("expected-" + i + "-high", relation(one, "<=", one.high()));
            sla.put("expected-" + i + "-mean", relation(one, "==", one.mean()));
        }
        SHOWN.getOrDefault(new ScenarioRun(scenario, variant.name(), List.of()), List.of())
                .forEach(proof -> sla.put(shown(proof), Loader.assertion(proof.number())));
        return plain.withSla(sla);
    }

    private static Relation relation(ExpectedMetric expected, String comparison, String value) {
        String text = expected.metric() + " " + comparison + " " + (expected.nothing() ? "0" : value) + " "
                + expected.window();
        return Loader.assertion(text.strip());
    }

    private static ScenarioFile read(String scenario, List<String> sets) {
        try {
            return new ScenarioFinder().read(scenario, new Overrides(List.of(), sets));
        } catch (UsageException refusal) {
            throw new AssertionError(refusal.getMessage(), refusal);
        }
    }
}
