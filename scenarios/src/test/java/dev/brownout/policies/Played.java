package dev.brownout.policies;

import dev.brownout.language.Loader;
import dev.brownout.language.Overrides;
import dev.brownout.language.Problems;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Run;
import java.util.Optional;

/** A small scenario, run: the audit of every run included. */
record Played(VariantResult result) {
    static Played of(String... lines) throws Problems {
        return new Played(Run.execute(
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
