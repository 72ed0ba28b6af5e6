package dev.brownout.mcp;

import dev.brownout.cli.text.CompareText;
import dev.brownout.experiment.ComparisonPlan;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ScenarioSource;
import dev.brownout.experiment.VariantComparison;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tool that compares variants, two scenarios or two settings with replications, as the command {@code compare}. */
final class CompareTool extends ExperimentTool {
    private static final int MOST_TEXT = 15_000;
    private static final int MOST_WARNINGS = 2_500;
    private static final int STANDARD_REPLICATIONS = 20;
    private static final String OTHER = "other";
    private static final String CHANGED = "changed";

    CompareTool(Optional<Path> folder, int threads) {
        super(folder, threads);
    }

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String description() {
        return "Runs two or more designs with several seeds and common random numbers, and marks the differences"
                + " that are statistically significant at 95 % confidence. Compares the variants of a scenario; or,"
                + " with other, the scenario with the same one under changed settings, or with another scenario. Use"
                + " it before you claim that one design is better.";
    }

    @Override
    public InputSchema schema() {
        InputSchema other = GivenScenario.addSource(new InputSchema(), folder().isPresent());
        InputSchema schema = scenarioSchema()
                .texts(VARIANTS, "names of the variants to compare, the first with each; default: all")
                .object(
                        OTHER,
                        "the second design: only set for the same scenario under changed settings, such as"
                                + " {\"set\": [\"web.nodes=4\"]}; or another scenario. The first variant of each is"
                                + " compared",
                        other)
                .flag(DETAILS, "return the confidence interval of each difference");
        withReplications(schema, "number of seeds", STANDARD_REPLICATIONS);
        return withSeconds(schema);
    }

    /** Source of the same scenario under another name. */
    private record RenamedSource(ScenarioSource source, String name) implements ScenarioSource {
        @Override
        public ScenarioFile read(Overrides changes) {
            return source.read(changes);
        }

        @Override
        public ScenarioSource withText(String text) {
            return new RenamedSource(source.withText(text), name);
        }
    }

    @Override
    BoundedAnswer answer(GivenScenario scenario, ScenarioFile file, ToolArguments arguments, ToolCall call) {
        int replications = arguments.integer(REPLICATIONS, STANDARD_REPLICATIONS);
        List<String> variants = arguments.texts(VARIANTS);
        Experiment first = experiment(scenario, variants, replications, warning -> {});
        ToolArguments other = arguments.object(OTHER);
        ComparisonPlan plan = other.values().isEmpty()
                ? first.compare()
                : first.compare(experiment(
                        second(scenario, other),
                        GivenScenario.isIn(other) ? List.of() : variants,
                        replications,
                        warning -> {}));
        if (plan.cases().size() < 2) {
            throw new ExperimentException(
                    "a comparison needs two variants or 'other'; the scenario has {}",
                    file.variants().stream().map(Variant::name).toList());
        }
        VariantComparison result = plan.run(execution(arguments, call));
        int done = result.first().size();
        if (done < 2) {
            throw new ExperimentException(
                    "{} of {} replications ended within {} s, and a comparison needs two; shorten the run, such "
                            + "as set run.duration=1m, or raise max_seconds",
                    done,
                    replications,
                    runSeconds(arguments));
        }
        CompareText text = new CompareText(result.summaries(), result.confidence());
        List<String> lines = arguments.flag(DETAILS) ? text.details() : text.lines(false);
        BoundedAnswer answer = BoundedAnswer.result()
                .field(REPLICATIONS, done)
                .field("all_replications_done", done == replications)
                .text("text", String.join("\n", lines), MOST_TEXT, "compare two variants, with the argument variants");
        return withWarnings(answer, file, MOST_WARNINGS);
    }

    /** Returns the second design. Its name differs from that of the first. */
    private GivenScenario second(GivenScenario scenario, ToolArguments other) {
        if (!GivenScenario.isIn(other)) {
            List<String> sets = new ArrayList<>(scenario.changes().sets());
            sets.addAll(other.texts("set"));
            Overrides changes =
                    new Overrides(List.of(), sets, scenario.changes().options());
            return new GivenScenario(new RenamedSource(scenario.source(), CHANGED), changes);
        }
        GivenScenario second = GivenScenario.of(other, OTHER, folder());
        return second.source().name().equals(scenario.source().name())
                ? new GivenScenario(new RenamedSource(second.source(), OTHER), second.changes())
                : second;
    }
}
