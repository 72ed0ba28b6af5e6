package dev.brownout.cli;

import dev.brownout.experiment.Case;
import dev.brownout.experiment.Experiment;
import dev.brownout.language.Loader;
import dev.brownout.language.Nearest;
import dev.brownout.language.Overrides;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.Variation;
import dev.brownout.run.Run;
import dev.brownout.sla.Metric;
import dev.brownout.wiring.ScenarioException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What all commands have in common that run a scenario many times. */
final class ExperimentOptions {
    /** Replications of one scenario may be so many. */
    static final int MOST_REPLICATIONS = 10_000;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions changes;

    @Option(
            names = "--metric",
            paramLabel = "M",
            description =
                    "a number to look at beside the usual ones, named as under sla:, such as web.utilization; may be"
                            + " repeated")
    private List<String> metrics = List.of();

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "95%",
            converter = Percent.class,
            description = "probability that an interval covers the truth; ${DEFAULT-VALUE}")
    private double confidence;

    @Option(names = "--threads", paramLabel = "N", description = "runs at the same time; one per core")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "on standard output: text for people, json or csv for programs")
    private TableForm format;

    /** Where results are written. */
    Destination destination(Terminal terminal) {
        return new Destination(
                terminal, spec.root().commandLine().getParseResult().originalArgs());
    }

    double confidence() {
        return confidence;
    }

    TableForm format() {
        return format;
    }

    /**
     * What the command line changes about the scenario.
     *
     * @throws Refusal if there is no such price list
     */
    Overrides overrides() throws Refusal {
        return changes.overrides();
    }

    /** Says what is wrong with the command line. */
    ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** What a {@code --vary} says, with values where they are needed. */
    Variation variation(String typed, boolean needed) {
        try {
            Variation variation = Variation.of(typed);
            if (needed && variation.values().isEmpty()) {
                throw misused("--vary " + typed + " has no values; expected PATH=A..B, such as web.nodes=2..16");
            }
            return variation;
        } catch (IllegalArgumentException wrong) {
            throw misused(wrong.getMessage());
        }
    }

    /** Refuses numbers of replications that mean nothing. */
    void requireReplications(int number, int least) {
        if (number < least || number > MOST_REPLICATIONS) {
            throw misused("-n is " + least + " to " + MOST_REPLICATIONS + ", not " + number);
        }
    }

    /** Looks at one more metric; its name as results have it. */
    String lookAt(String option, String typed) {
        String name = metric(option, typed).toString();
        metrics = Stream.concat(metrics.stream(), Stream.of(name)).toList();
        return name;
    }

    /**
     * Refuses a number to look at that never moves, whatever is run.
     *
     * @throws Refusal with the reason
     */
    void requireMoving(List<Case> cases) throws Refusal {
        for (String typed : metrics) {
            Map<String, Metric> asked = Map.of("--metric", metric("--metric", typed));
            String why = "";
            for (Case each : cases) {
                why = Run.still(each.scenario(), asked).getOrDefault("--metric", "");
                if (why.isEmpty()) {
                    break;
                }
            }
            if (!why.isEmpty()) {
                throw new Refusal("brownout: --metric " + typed + ": " + why);
            }
        }
    }

    private Metric metric(String option, String typed) {
        try {
            return Loader.metric(typed);
        } catch (IllegalArgumentException wrong) {
            throw misused(option + ": " + wrong.getMessage());
        }
    }

    /** Trials as the options say. */
    Experiment experiment(Experiment.Watch watch, BooleanSupplier stopped, Experiment.Store store) {
        if (threads < 1) {
            throw misused("--threads is at least 1");
        }
        List<Metric> asked = metrics.stream()
                .map(typed -> metric("--metric", typed))
                .distinct()
                .toList();
        return new Experiment(threads, watch, stopped, store, asked);
    }

    /** How variants are run. */
    static List<Case> cases(ScenarioFile file, List<Variant> variants) {
        return variants.stream().map(v -> new Case(v.scenario(), file.setup(v))).toList();
    }

    /** What is wrong with a run, as a person should read it. */
    static Refusal refused(ScenarioException impossible) {
        return new Refusal("brownout: " + Nearest.told(impossible));
    }
}
