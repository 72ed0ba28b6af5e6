package dev.brownout.export;

import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.ScenarioAnswer;
import java.util.List;
import java.util.Map;

/**
 * Top-level structure of {@code result.json}, with the properties of the scenario in one object.
 *
 * @param answer answer to the question; {@code null} if there is none
 * @param scenario scenario that was run
 * @param variants variants in the order of the file
 */
record ResultDocument(Answer answer, Scenario scenario, List<VariantResult> variants) {

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

    /**
     * Answer to the question of the scenario.
     *
     * @param template text with metrics in braces; empty if the scenario writes none
     * @param text text with the measured values; empty if a variant did not reach its end
     * @param spans parts of that text: {@code text}, and whether it is a {@code number}
     */
    record Answer(String template, String text, List<Map<String, Object>> spans) {
        static Answer of(String template, ScenarioAnswer answer) {
            return new Answer(
                    template,
                    answer.text(),
                    answer.spans().stream()
                            .map(span -> ResultJson.map("text", span.text(), "number", span.number()))
                            .toList());
        }
    }

    static ResultDocument of(RunResult result) {
        Answer answer = ScenarioAnswer.of(result)
                .map(one -> Answer.of(result.answer(), one))
                .orElse(result.answer().isEmpty() ? null : new Answer(result.answer(), "", List.of()));
        Scenario scenario = new Scenario(
                result.scenario(), result.name(), result.digest(), result.question(), result.lesson(), result.charts());
        return new ResultDocument(answer, scenario, result.variants());
    }

    RunResult result() {
        return new RunResult(
                scenario.title(),
                scenario.name(),
                scenario.digest(),
                scenario.question(),
                answer == null ? "" : answer.template(),
                scenario.lesson(),
                scenario.charts(),
                variants);
    }
}
