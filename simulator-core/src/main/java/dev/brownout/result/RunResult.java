package dev.brownout.result;

import java.util.List;

/**
 * The result of one scenario: every variant that was run.
 *
 * @param version version of this contract; it only grows
 * @param scenario the scenario's title
 * @param name the short name (file name without its ending) under which the scenario was run
 * @param digest SHA-256, in hex, of the resolved scenario
 * @param question what the scenario asks; empty if it does not say
 * @param lesson what it teaches; empty if it does not say
 * @param charts the charts that the scenario asks for, as written
 * @param variants the variants in the file's order
 */
public record RunResult(
        int version,
        String scenario,
        String name,
        String digest,
        String question,
        String lesson,
        List<String> charts,
        List<VariantResult> variants) {

    /** The version of the contract that this code writes. */
    public static final int VERSION = 2;

    /** Takes the lists as they are now. */
    public RunResult {
        charts = List.copyOf(charts);
        variants = List.copyOf(variants);
    }
}
