package dev.brownout.policies;

import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small scenario, run: the audit of every run included. */
record PlayedPolicy(VariantResult result) {
    static PlayedPolicy of(String... lines) throws InvalidScenarioException {
        return new PlayedPolicy(Run.execute(
                new Loader(name -> Optional.empty())
                        .load("test", String.join("\n", lines) + "\n", Overrides.NONE)
                        .variants()
                        .get(0)
                        .scenario(),
                Run.Setup.of("test"),
                (share, events, inFlight) -> true));
    }

    /** A measure of a component over the whole run. */
    double measure(String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    /** A measure of a machine over the whole run. */
    double measure(String component, String node, String name) {
        return result.components().get(component).nodes().get(node).get(name).value();
    }

    /** How many requests of a class ended so. */
    long outcome(String type, String label) {
        return result.requests().get(type).outcomes().getOrDefault(label, 0L);
    }

    /** How the requests of a class ended. */
    Map<String, Long> outcomes(String type) {
        return result.requests().get(type).outcomes();
    }

    /** Whether the audit of the run looked at a pair of counts. */
    boolean audited(String what) {
        return result.audit().stream().anyMatch(line -> line.name().equals(what));
    }

    /** All columns whose names begin so. */
    Map<String, List<Double>> series(String prefix) {
        Map<String, List<Double>> found = new TreeMap<>();
        for (Series.Column column : result.series().columns()) {
            if (column.name().startsWith(prefix)) {
                found.put(column.name(), Arrays.stream(column.values()).boxed().toList());
            }
        }
        return found;
    }

    /** The sum over time of a column. */
    double total(String column) {
        double sum = 0;
        for (double value : result.series().columns().stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .orElseThrow()
                .values()) {
            sum += value;
        }
        return sum;
    }
}
