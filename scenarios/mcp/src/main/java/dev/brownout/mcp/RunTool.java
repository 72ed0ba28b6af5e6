package dev.brownout.mcp;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.HeroChart;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.format.VerdictWording;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.page.LimitedRun;
import dev.brownout.page.PageJson;
import dev.brownout.page.RunLimits;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import dev.brownout.terminal.Summary;
import dev.brownout.tracing.TraceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tool that runs the variants of a scenario once each, as the command {@code run}. */
final class RunTool extends ScenarioTool {
    private static final int MOST_SCREEN = 9_000;
    private static final int MOST_DETAILS = 12_000;
    private static final int MOST_VARIANTS = 5_000;
    private static final int MOST_WARNINGS = 2_500;
    private static final String ADVICE = "run single variants, with the argument variants";

    static final String WALL_SECONDS = "wall_seconds";
    private static final double TENTHS = 10;

    private final RunLimits limits;

    RunTool(ServedContent content, RunLimits limits) {
        super(content);
        this.limits = limits;
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String description() {
        return "Simulates a scenario: each variant once, with the same random numbers. Returns the verdict (PASS"
                + " or FAIL), each assertion with its measured value, and the screen of the command: availability,"
                + " latencies, causes of failures, cost, and values over time; and a picture of the main"
                + " chart. One seed is one sample: repeat with compare before you trust a small difference.";
    }

    @Override
    public InputSchema schema() {
        InputSchema schema = scenarioSchema()
                .texts(VARIANTS, "names of the variants to run; default: all")
                .flag(DETAILS, "return all tables of the result instead of one screen");
        return withSeconds(schema);
    }

    @Override
    public boolean simulates() {
        return true;
    }

    @Override
    BoundedAnswer answer(GivenScenario scenario, ScenarioFile file, ToolArguments arguments, ToolCall call)
            throws InvalidScenarioException {
        LimitedRun run = simulate(file, arguments, TraceOptions.NOTHING, limits, call);
        RunResult result = run.result();
        boolean details = arguments.flag(DETAILS);
        String screen =
                details ? Summary.render(result, Options.plain()) : RunOverview.render(result, Options.plain(), 0);
        BoundedAnswer answer = BoundedAnswer.result()
                .field("verdict", VerdictWording.outcome(result))
                .field("sentence", VerdictWording.sentence(result))
                .field(WALL_SECONDS, roundToTenths(run.seconds()))
                .list(VARIANTS, result.variants().stream().map(RunTool::variant).toList(), MOST_VARIANTS, ADVICE)
                .text("screen", screen, details ? MOST_DETAILS : MOST_SCREEN, ADVICE);
        HeroChart.first(result, ChartBook.of(result)).ifPresent(answer::picture);
        return withWarnings(answer, file, MOST_WARNINGS);
    }

    /**
     * Runs the variants that a call names within its limits.
     *
     * @throws dev.brownout.experiment.ExperimentException if there is no variant of a name
     */
    static LimitedRun simulate(
            ScenarioFile file, ToolArguments arguments, TraceOptions following, RunLimits limits, ToolCall call)
            throws InvalidScenarioException {
        List<Variant> variants = VariantRuns.named(file, arguments.texts(VARIANTS));
        return LimitedRun.of(
                file,
                variants,
                following,
                limits.withSeconds(Math.min(limits.seconds(), runSeconds(arguments))),
                shares -> {
                    double done = 0;
                    int running = 0;
                    for (int i = 0; i < shares.length; i++) {
                        done += shares[i];
                        running = shares[i] > 0 ? i : running;
                    }
                    call.onProgress(
                            done,
                            shares.length,
                            "variant " + variants.get(running).name());
                },
                call.clock());
    }

    /** Returns a duration in seconds, rounded to tenths. */
    static double roundToTenths(double seconds) {
        return Math.round(seconds * TENTHS) / TENTHS;
    }

    private static Map<String, Object> variant(VariantResult variant) {
        List<Map<String, Object>> assertions = new ArrayList<>();
        variant.evaluation().sla().forEach((name, sla) -> assertions.add(assertion(name, sla)));
        Map<String, Object> view = PageJson.object(
                "name",
                variant.name(),
                "as_expected",
                variant.run().complete() && VerdictWording.asExpected(variant),
                "assertions",
                assertions);
        if (!variant.run().complete()) {
            view.put("ended_early", variant.run().stopped().why().toString());
        }
        return view;
    }

    private static Map<String, Object> assertion(String name, SlaResult sla) {
        return PageJson.object(
                "name", name,
                "metric", sla.metric(),
                "bound", VerdictWording.bound(sla),
                "measured", VerdictWording.measuredValue(sla),
                "verdict", VerdictWording.words(sla));
    }
}
