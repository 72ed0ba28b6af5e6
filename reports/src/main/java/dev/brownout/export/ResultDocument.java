package dev.brownout.export;

import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.List;

/**
 * Top-level structure of {@code result.json}, with the properties of the scenario in one object.
 *
 * @param version version of the format
 * @param scenario scenario that was run
 * @param variants variants in the order of the file
 */
record ResultDocument(int version, Scenario scenario, List<VariantResult> variants) {

    /**
     * Scenario of the run.
     *
     * @param title title
     * @param name short name
     * @param digest SHA-256 of the resolved scenario, in hexadecimal digits
     * @param question question that the scenario asks; may be empty
     * @param lesson lesson of the scenario; may be empty
     * @param charts requested charts
     */
    record Scenario(String title, String name, String digest, String question, String lesson, List<String> charts) {}

    static ResultDocument of(RunResult result) {
        Scenario scenario = new Scenario(
                result.scenario(), result.name(), result.digest(), result.question(), result.lesson(), result.charts());
        return new ResultDocument(result.version(), scenario, result.variants());
    }

    RunResult result() {
        return new RunResult(
                version,
                scenario.title(),
                scenario.name(),
                scenario.digest(),
                scenario.question(),
                scenario.lesson(),
                scenario.charts(),
                variants);
    }
}
