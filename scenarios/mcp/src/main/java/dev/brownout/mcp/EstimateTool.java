package dev.brownout.mcp;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.page.EngineCalls;
import java.util.List;
import java.util.Map;

/** Tool that computes the analytical estimate of a scenario, as the command {@code explain} prints it. */
final class EstimateTool extends ScenarioTool {
    private static final int MOST_TEXT = 11_000;
    private static final int MOST_DATA = 6_000;

    EstimateTool(ServedContent content) {
        super(content);
    }

    @Override
    public String name() {
        return "estimate";
    }

    @Override
    public String description() {
        return "Computes load, utilization and waiting time of each resource from queueing formulas, without a"
                + " simulation, in milliseconds. Use it first to find the bottleneck and the load that saturates it."
                + " It knows no faults, timeouts or retries; run shows their effect.";
    }

    @Override
    public InputSchema schema() {
        return scenarioSchema();
    }

    @Override
    BoundedAnswer answer(GivenScenario scenario, ScenarioFile file, ToolArguments arguments, ToolCall call)
            throws InvalidScenarioException {
        Map<String, Object> estimate = EngineCalls.estimate(file);
        return BoundedAnswer.result()
                .text(
                        "text",
                        (String) estimate.get("text"),
                        MOST_TEXT,
                        "give the text of a scenario with fewer variants")
                .list(VARIANTS, (List<?>) estimate.get(VARIANTS), MOST_DATA, "the text has the same numbers");
    }
}
