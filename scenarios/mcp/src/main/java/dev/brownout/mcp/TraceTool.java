package dev.brownout.mcp;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.page.LimitedRun;
import dev.brownout.page.RunLimits;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import java.util.List;

/** Tool that traces the slowest requests of a run, as the command {@code run} with the option {@code --trace}. */
final class TraceTool extends ScenarioTool {
    private static final int MOST_BYTES = 16_000;
    private static final int MOST_WARNINGS = 1_500;
    private static final int MOST_REQUESTS = 10;
    private static final int STANDARD_REQUESTS = 3;
    private static final String COUNT = "count";
    private static final String FAILED = "failed";

    private final RunLimits limits;

    TraceTool(ServedContent content, RunLimits limits) {
        super(content);
        this.limits = limits;
    }

    @Override
    public String name() {
        return "trace_slowest";
    }

    @Override
    public String description() {
        return "Runs a scenario and traces its slowest successful requests, and on request its first failed"
                + " ones: where each request waited and worked, call by call, and the average latency breakdown by"
                + " component. Use it to explain a percentile or a failure.";
    }

    @Override
    public InputSchema schema() {
        InputSchema schema = scenarioSchema()
                .texts(VARIANTS, "name of the variant to run, or names; default: all, which gives a long answer")
                .integer(
                        COUNT,
                        "number of the slowest requests of each variant; default: " + STANDARD_REQUESTS,
                        0,
                        MOST_REQUESTS)
                .integer(FAILED, "number of the first failed requests of each variant; default: 0", 0, MOST_REQUESTS);
        return withSeconds(schema);
    }

    @Override
    public boolean simulates() {
        return true;
    }

    @Override
    BoundedAnswer answer(GivenScenario scenario, ScenarioFile file, ToolArguments arguments, ToolCall call)
            throws InvalidScenarioException {
        TraceSelector requests =
                new TraceSelector(arguments.integer(COUNT, STANDARD_REQUESTS), arguments.integer(FAILED, 0), List.of());
        LimitedRun run = RunTool.simulate(file, arguments, new TraceOptions(true, requests), limits, call);
        BoundedAnswer answer = BoundedAnswer.result()
                .field(
                        "traced",
                        run.result().variants().stream()
                                .mapToInt(variant -> variant.tracing().traces().size())
                                .sum())
                .field(RunTool.WALL_SECONDS, RunTool.roundToTenths(run.seconds()))
                .field(
                        "ended_early",
                        run.result().variants().stream()
                                .anyMatch(variant -> !variant.run().complete()))
                .text(
                        "text",
                        Summary.followed(run.result(), Options.plain()),
                        MOST_BYTES,
                        "trace one variant, with the argument variants, or fewer requests, with count");
        return withWarnings(answer, file, MOST_WARNINGS);
    }
}
