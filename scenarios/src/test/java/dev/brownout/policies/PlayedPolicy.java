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

/** Result of a run of a small scenario, including its audit. */
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

    /** Returns a measure of a component over the whole run. */
    double measure(String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    /** Returns a measure of a node over the whole run. */
    double measure(String component, String node, String name) {
        return result.components().get(component).nodes().get(node).get(name).value();
    }

    /** Returns the number of requests of a class with the given outcome. */
    long outcome(String type, String label) {
        return result.requests().get(type).outcomes().getOrDefault(label, 0L);
    }

    /** Returns the outcomes of a request class. */
    Map<String, Long> outcomes(String type) {
        return result.requests().get(type).outcomes();
    }

    /** Returns whether the audit of the run includes the given line. */
    boolean isAudited(String name) {
        return result.accounting().audit().stream().anyMatch(line -> line.name().equals(name));
    }

    /** Returns all columns of the series with the given name prefix. */
    Map<String, List<Double>> series(String prefix) {
        Map<String, List<Double>> found = new TreeMap<>();
        for (Series.Column column : result.series().columns()) {
            if (column.name().startsWith(prefix)) {
                found.put(column.name(), Arrays.stream(column.values()).boxed().toList());
            }
        }
        return found;
    }

    /** Returns the sum of a column over all intervals. */
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
