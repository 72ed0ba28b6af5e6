package dev.brownout.mcp;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.EngineCalls.Problems;
import java.util.ArrayList;
import java.util.List;

/** Tool that checks a scenario without a run, as the command {@code validate}. */
final class ValidateTool extends ScenarioTool {
    private static final int MOST_NAMES = 2_500;
    private static final int MOST_PROBLEMS = 12_000;

    ValidateTool(ServedContent content) {
        super(content);
    }

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String description() {
        return "Checks a scenario without a run: exactly the errors of a run, each with line, column and a"
                + " suggestion, and warnings such as an overloaded resource. Returns the names of its variants and"
                + " assertions.";
    }

    @Override
    public InputSchema schema() {
        return scenarioSchema();
    }

    @Override
    BoundedAnswer answer(GivenScenario scenario, ScenarioFile file, ToolArguments arguments, ToolCall call) {
        Problems warnings = EngineCalls.warnings(file);
        List<String> assertions = new ArrayList<>();
        file.variants()
                .get(0)
                .scenario()
                .evaluation()
                .sla()
                .forEach((name, relation) -> assertions.add(name + ": " + relation.text()));
        BoundedAnswer answer = BoundedAnswer.result()
                .field("valid", true)
                .field("title", file.title())
                .list(
                        VARIANTS,
                        file.variants().stream().map(Variant::name).toList(),
                        MOST_NAMES,
                        "they are in the text of the scenario")
                .list("assertions", assertions, MOST_NAMES, "they are in the text of the scenario");
        return withProblems(answer, warnings.all(), MOST_PROBLEMS);
    }
}
