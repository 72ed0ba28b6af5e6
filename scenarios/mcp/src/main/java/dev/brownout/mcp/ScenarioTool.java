package dev.brownout.mcp;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.page.EngineCalls.Problems;
import dev.brownout.page.RunLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tool with a scenario as its argument. */
abstract class ScenarioTool implements AssistantTool {
    static final String SCENARIO = "scenario";
    static final String VARIANTS = "variants";
    static final String DETAILS = "details";

    private static final String MAX_SECONDS = "max_seconds";
    /** Default time limit of a run: clients wait 60 s for an answer by default. */
    private static final int STANDARD_SECONDS = 50;
    /** Time beyond that of a run until its answer is complete, in seconds. */
    private static final int GRACE_SECONDS = 10;

    private final ServedContent content;

    /**
     * Creates a tool.
     *
     * @param content folder and page of the server
     */
    ScenarioTool(ServedContent content) {
        this.content = content;
    }

    Optional<Path> folder() {
        return content.folder();
    }

    /** Returns a schema with a scenario and its changes. */
    InputSchema scenarioSchema() {
        return GivenScenario.addTo(new InputSchema(), folder().isPresent());
    }

    /** Adds the time limit of a run. */
    static InputSchema withSeconds(InputSchema schema) {
        return schema.integer(
                MAX_SECONDS,
                "time limit in seconds, after which the answer has partial results; default: " + STANDARD_SECONDS
                        + ", as clients often wait no longer than 60 s",
                1,
                RunLimits.MOST_SERVER_SECONDS);
    }

    /** Returns the time limit of the runs of a call, in seconds. */
    static int runSeconds(ToolArguments arguments) {
        return arguments.integer(MAX_SECONDS, STANDARD_SECONDS);
    }

    @Override
    public int seconds(ToolArguments arguments) {
        return simulates() ? runSeconds(arguments) + GRACE_SECONDS : AssistantTool.super.seconds(arguments);
    }

    @Override
    public final BoundedAnswer answer(ToolArguments arguments, ToolCall call) throws InvalidScenarioException {
        GivenScenario scenario = GivenScenario.of(arguments, SCENARIO, folder());
        ScenarioFile file = scenario.check();
        BoundedAnswer answer = answer(scenario, file, arguments, call);
        if (simulates()) {
            content.page()
                    .flatMap(page -> PageLink.address(page, scenario, file))
                    .ifPresent(answer::link);
        }
        return answer;
    }

    /**
     * Answers a call.
     *
     * @param scenario the scenario as it is given
     * @param file the same, read and built
     */
    abstract BoundedAnswer answer(GivenScenario scenario, ScenarioFile file, ToolArguments arguments, ToolCall call)
            throws InvalidScenarioException;

    /** Adds problems to an answer, as data and as the command prints them. */
    static BoundedAnswer withProblems(BoundedAnswer answer, List<Problem> problems, int mostBytes) {
        Problems all = new Problems(problems);
        String advice = "correct these first";
        List<Map<String, Object>> views = all.views();
        return answer.list("problems", views, mostBytes / 2, advice).text("text", all.text(), mostBytes / 2, advice);
    }

    /** Adds the warnings about a scenario to an answer if there are any. */
    static BoundedAnswer withWarnings(BoundedAnswer answer, ScenarioFile file, int mostBytes) {
        List<Map<String, Object>> warnings = new Problems(file.warnings()).views();
        return warnings.isEmpty()
                ? answer
                : answer.list("warnings", warnings, mostBytes, "the tool validate has all warnings");
    }
}
