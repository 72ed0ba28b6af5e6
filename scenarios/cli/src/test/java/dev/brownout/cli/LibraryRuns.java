package dev.brownout.cli;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.layer.Overrides;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs of the library's scenarios, each done once for all tests. What a test expects of a variant rides along as
 * assertions: {@code expected-3-low} is the lower bound of the third quantity.
 */
final class LibraryRuns {
    private static final Map<String, List<VariantResult>> DONE = new ConcurrentHashMap<>();

    private LibraryRuns() {}

    /** All variants of a scenario, in the file's order; with its own seed where none is given. */
    static List<VariantResult> of(String scenario, Optional<Long> seed) {
        return DONE.computeIfAbsent(scenario + " " + seed, key -> run(scenario, seed));
    }

    /** The quantities that are expected of a variant. */
    static List<Expected> expected(String scenario, String variant) {
        return Expected.ALL.stream()
                .filter(e -> e.scenario().equals(scenario) && e.variant().equals(variant))
                .toList();
    }

    private static List<VariantResult> run(String scenario, Optional<Long> seed) {
        List<String> sets = seed.map(number -> List.of("run.seed=" + number)).orElse(List.of());
        ScenarioFile file = read(scenario, sets);
        return file.variants().parallelStream()
                .map(variant ->
                        Run.execute(watched(scenario, variant), file.setup(variant), (share, events, inFlight) -> true))
                .toList();
    }

    /** A variant that asserts what is expected of it as well. */
    private static Scenario watched(String scenario, Variant variant) {
        Scenario plain = variant.scenario();
        Map<String, Relation> sla = new LinkedHashMap<>(plain.sla());
        List<Expected> expected = expected(scenario, variant.name());
        for (int i = 0; i < expected.size(); i++) {
            Expected one = expected.get(i);
            sla.put("expected-" + i + "-low", relation(one, ">=", one.low()));
            sla.put("expected-" + i + "-high", relation(one, "<=", one.high()));
            sla.put("expected-" + i + "-mean", relation(one, "==", one.mean()));
        }
        return plain.withSla(sla);
    }

    private static Relation relation(Expected expected, String comparison, String value) {
        String text = expected.metric() + " " + comparison + " " + (expected.nothing() ? "0" : value) + " "
                + expected.window();
        return Loader.assertion(text.strip());
    }

    private static ScenarioFile read(String scenario, List<String> sets) {
        try {
            return new ScenarioFinder().read(scenario, new Overrides(List.of(), sets));
        } catch (Refusal refusal) {
            throw new AssertionError(refusal.getMessage(), refusal);
        }
    }
}
