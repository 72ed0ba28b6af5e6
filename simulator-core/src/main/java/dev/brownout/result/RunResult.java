package dev.brownout.result;

import java.util.List;

/**
 * Result of one scenario, with all variants that were run.
 *
 * @param scenario the title of the scenario
 * @param name the short name of the scenario (file name without extension)
 * @param digest SHA-256, in hex, of the resolved scenario
 * @param question the question of the scenario; empty if it has none
 * @param answer the answer to the question, with metrics in braces; empty if it has none
 * @param lesson the lesson of the scenario; empty if it has none
 * @param charts the charts that the scenario requests, as written
 * @param variants the variants in the order of the file
 */
public record RunResult(
        String scenario,
        String name,
        String digest,
        String question,
        String answer,
        String lesson,
        List<String> charts,
        List<VariantResult> variants) {

    /** Copies the lists. */
    public RunResult {
        charts = List.copyOf(charts);
        variants = List.copyOf(variants);
    }

    /** Creates a result of a scenario without an answer. */
    public RunResult(
            String scenario,
            String name,
            String digest,
            String question,
            String lesson,
            List<String> charts,
            List<VariantResult> variants) {
        this(scenario, name, digest, question, "", lesson, charts, variants);
    }

    /** Returns the number of requests issued by users in all variants, warm-up included. */
    public long simulatedRequests() {
        return variants.stream()
                .mapToLong(variant -> variant.run().simulatedRequests())
                .sum();
    }

    /** Returns the number of events executed in all variants. */
    public long simulatedEvents() {
        return variants.stream()
                .mapToLong(variant -> variant.run().simulatedEvents())
                .sum();
    }
}
