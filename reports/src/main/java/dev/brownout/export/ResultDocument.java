package dev.brownout.export;

import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.List;

/**
 * The outermost shape of {@code result.json}, in which what describes the scenario stands together.
 *
 * @param version version of the contract
 * @param scenario which scenario was run
 * @param variants its variants in the file's order
 */
record ResultDocument(int version, Scenario scenario, List<VariantResult> variants) {

    /**
     * Which scenario was run.
     *
     * @param title its title
     * @param name its short name
     * @param digest SHA-256 of the resolved scenario, in hex
     * @param question what it asks; may be empty
     * @param lesson what it teaches; may be empty
     * @param charts the charts it asks for
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
