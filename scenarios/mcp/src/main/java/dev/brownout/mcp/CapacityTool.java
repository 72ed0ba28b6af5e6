package dev.brownout.mcp;

import dev.brownout.cli.text.CapacityText;
import dev.brownout.experiment.CapacityFindings;
import dev.brownout.experiment.CapacityPlan;
import dev.brownout.experiment.CapacityResult;
import dev.brownout.experiment.CapacitySearch;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation;
import dev.brownout.sentence.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tool that searches for the largest load or the smallest design, as the command {@code capacity}. */
final class CapacityTool extends ExperimentTool {
    private static final int MOST_FINDINGS = 5_000;
    private static final int MOST_TEXT = 11_000;
    private static final int MOST_WARNINGS = 2_000;
    private static final int STANDARD_REPLICATIONS = 10;
    private static final int STANDARD_TOLERANCE = 5;
    private static final double PERCENT = 100;
    private static final String VARY = "vary";
    private static final String VARIANT = "variant";
    private static final String MINIMISE = "minimise";
    private static final String TOLERANCE = "tolerance_percent";

    CapacityTool(Optional<Path> folder, int threads) {
        super(folder, threads);
    }

    @Override
    public String name() {
        return "capacity";
    }

    @Override
    public String description() {
        return "Searches by simulation for the largest load at which a scenario meets all its assertions (vary"
                + " load), or for its smallest designs that do (vary settings such as web.nodes=2..16). All verdicts"
                + " together have 95 % confidence. The scenario needs assertions, and short runs make it fast.";
    }

    @Override
    public InputSchema schema() {
        InputSchema schema = scenarioSchema()
                .texts(
                        VARY,
                        "load or load=A..B for the largest load; or settings with ranges, such as web.nodes=2..16, for"
                                + " the smallest design; both for the largest load of each design")
                .requires(VARY)
                .text(VARIANT, "name of the variant; default: the first")
                .text(MINIMISE, "metric that selects the best of the smallest designs, such as all.cost")
                .integer(
                        TOLERANCE,
                        "width of the interval of a load, in percent; default: " + STANDARD_TOLERANCE,
                        1,
                        50);
        withReplications(schema, "maximum number of seeds of each load or design", STANDARD_REPLICATIONS);
        return withSeconds(schema);
    }

    @Override
    BoundedAnswer answer(GivenScenario scenario, ScenarioFile file, ToolArguments arguments, ToolCall call) {
        List<String> variants = arguments.text(VARIANT).map(List::of).orElse(List.of());
        int replications = arguments.integer(REPLICATIONS, STANDARD_REPLICATIONS);
        Experiment experiment = experiment(scenario, variants, replications, warning -> {});
        CapacityResult result = plan(experiment, arguments).run(execution(arguments, call));
        if (result.searchResult().summaries().isEmpty()) {
            throw new ExperimentException(
                    "no load or design was decided within {} s; shorten the run, such as set run.duration=1m, "
                            + "or raise max_seconds",
                    runSeconds(arguments));
        }
        List<String> findings = CapacityFindings.sentences(result);
        CapacityText text = new CapacityText(result, experiment.confidence());
        BoundedAnswer answer = BoundedAnswer.result()
                .field("found", result.found())
                .field("complete", !result.interrupted())
                .list("findings", findings, MOST_FINDINGS, "the text has the tested loads and designs")
                .text("text", String.join("\n", text.lines()), MOST_TEXT, "vary fewer settings or smaller ranges");
        return withWarnings(answer, file, MOST_WARNINGS);
    }

    private static CapacityPlan<?> plan(Experiment experiment, ToolArguments arguments) {
        List<String> varied = arguments.texts(VARY);
        if (varied.isEmpty()) {
            throw new ExperimentException("'vary' is empty; expected load, or a setting such as web.nodes=2..16");
        }
        CapacitySearch search =
                experiment.capacity().tolerance(arguments.integer(TOLERANCE, STANDARD_TOLERANCE) / PERCENT);
        List<Variation> loads = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        varied.forEach(text -> {
            Variation variation = parsed(VARY, () -> Variation.of(text));
            if (variation.path().equals(Variation.LOAD)) {
                loads.add(variation);
            } else {
                settings.add(text);
            }
        });
        Optional<String> metric = arguments.text(MINIMISE);
        if (loads.size() > 1 || !loads.isEmpty() && metric.isPresent()) {
            throw new ExperimentException(
                    loads.size() > 1
                            ? Sentence.of("'vary' has load twice")
                            : Sentence.of("'minimise' and vary load exclude each other"));
        }
        if (!loads.isEmpty()) {
            return search.largestLoad(
                    loads.get(0), settings.stream().map(Variation::of).toList());
        }
        CapacitySearch sized = metric.map(text -> parsed(MINIMISE, () -> search.minimising(text)))
                .orElse(search);
        return parsed(VARY, () -> sized.smallestDesigns(settings.toArray(String[]::new)));
    }

    /** Returns a parsed argument; an invalid one becomes an error with its name. */
    private static <T> T parsed(String argument, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (ExperimentException impossible) {
            throw impossible;
        } catch (IllegalArgumentException invalid) {
            throw new ExperimentException("'{}': {}", argument, Sentence.reason(invalid));
        }
    }
}
