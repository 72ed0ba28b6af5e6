package dev.brownout.cli;

import dev.brownout.cli.option.Percent;
import dev.brownout.experiment.Cluster;
import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.experiment.shard.ShardOption;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Variation;
import dev.brownout.sla.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What all commands have in common that run a scenario many times. */
final class ExperimentOptions {
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
            names = "--shard",
            paramLabel = "I/N",
            description =
                    "only the I-th of N parts, for 'brownout merge' to put together; /N where Kubernetes, AWS Batch or"
                            + " Slurm says which it is; needs --out")
    private String shard;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description =
                    "on standard output: text for people, json or csv for programs, markdown for build" + " servers")
    private TableForm format;

    /** Where results are written. */
    OutputTarget destination(Terminal terminal) {
        return new OutputTarget(
                terminal, spec.root().commandLine().getParseResult().originalArgs());
    }

    double confidence() {
        return confidence;
    }

    /**
     * The part of the experiment that is asked for, if it is not the whole.
     *
     * @param out where it would be left
     */
    Optional<Shard> shard(Path out, Terminal terminal) {
        if (shard == null) {
            return Optional.empty();
        }
        if (out == null) {
            throw misused("--shard needs --out DIR, where its runs are kept for 'brownout merge'");
        }
        try {
            ShardOption option = ShardOption.of(shard, name -> terminal.variable(EnvironmentVariable.valueOf(name)));
            option.told()
                    .forEach(why -> terminal.err().println("brownout: this is shard " + option.shard() + ": " + why));
            return Optional.of(option.shard());
        } catch (IllegalArgumentException wrong) {
            throw misused("--shard: " + wrong.getMessage());
        }
    }

    /** Refuses to run a part of an experiment that goes where its runs lead. */
    void requireWhole(String why) {
        if (shard != null) {
            throw misused("--shard: " + why);
        }
        if (engine.elsewhere()) {
            throw misused("--engine: " + why);
        }
    }

    /**
     * How the experiment is told.
     *
     * @param details whether all that there is to tell is told
     */
    OutputOptions told(Terminal terminal, boolean details) {
        return new OutputOptions(destination(terminal).repeated(), format.name(), details, 1);
    }

    /** Runs an experiment, or a part of it, and tells what came of it. */
    int run(DescribedExperiment experiment, Optional<Shard> part, Path out, OutputOptions told, Terminal terminal)
            throws UsageException {
        try (ExperimentFolder folder = ExperimentFolder.at(out, destination(terminal));
                ShutdownHook interruption = ShutdownHook.awaited()) {
            Execution execution = engine.on(execution(terminal, interruption::asked, folder.store()), experiment);
            ExperimentOutput telling = new ExperimentOutput(terminal, folder, told, execution);
            return part.isPresent() ? telling.run(experiment, part.get(), out) : telling.run(experiment.plan());
        }
    }

    /**
     * What the command line changes about the scenario.
     *
     * @throws UsageException if there is no such price list
     */
    Overrides overrides() throws UsageException {
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
            throw misused((typed.indexOf('=') > 0 ? "--vary " : "") + wrong.getMessage());
        }
    }

    /** Refuses numbers of replications that mean nothing. */
    void requireReplications(int number, int least) {
        if (number < least || number > Experiment.MOST_REPLICATIONS) {
            throw misused("-n is " + least + " to " + Experiment.MOST_REPLICATIONS + ", not " + number);
        }
    }

    /** A number to look at, named by an option. */
    Metric metric(String option, String typed) {
        try {
            return Loader.metric(typed);
        } catch (IllegalArgumentException wrong) {
            throw misused(option + ": " + wrong.getMessage());
        }
    }

    /**
     * An experiment as the options say.
     *
     * @param terminal hears what is odd about the scenario
     * @throws UsageException if there is no such price list
     */
    Experiment experiment(String scenario, List<String> variants, int replications, Terminal terminal)
            throws UsageException {
        try {
            engine.require();
        } catch (IllegalArgumentException unknown) {
            throw misused(unknown.getMessage());
        }
        Map<String, Metric> asked = new LinkedHashMap<>();
        metrics.forEach(typed -> asked.put("--metric " + typed, metric("--metric", typed)));
        return new Experiment(
                new ScenarioFinder().source(scenario),
                overrides(),
                variants,
                asked,
                replications,
                confidence,
                terminal::warn);
    }

    /** How it is run as the options say. */
    Execution execution(Terminal terminal, BooleanSupplier stopped, TrialStore store) {
        if (threads < 1) {
            throw misused("--threads is at least 1");
        }
        return new Execution(threads, terminal.progress(), stopped, store);
    }

    /** Where the runs of an experiment are done. */
    static final class EngineOptions {
        private static final String THREADS = "threads";
        /** The engine that a jar of its own brings; it is told from names that mean nothing. */
        private static final String SPARK = "spark";

        @Option(
                names = "--engine",
                paramLabel = "ENGINE",
                defaultValue = THREADS,
                description = "what does the runs: threads of this process, or spark, which needs a jar of its own;"
                        + " ${DEFAULT-VALUE}")
        private String engine;

        @Option(
                names = "--master",
                paramLabel = "URL",
                description = "where the cluster of --engine spark is, such as spark://host:7077")
        private String master;

        /** Whether runs are done elsewhere than on threads of this process. */
        boolean elsewhere() {
            return !engine.equals(THREADS);
        }

        /**
         * Refuses what is not there.
         *
         * @throws IllegalArgumentException if there is no such engine, or none that has a master
         * @throws UsageException if it is not on the class path
         */
        void require() throws UsageException {
            if (elsewhere()) {
                found();
            } else if (master != null) {
                throw new IllegalArgumentException("--master is of --engine " + SPARK);
            }
        }

        /**
         * An execution whose runs are done there.
         *
         * @throws UsageException if it is not on the class path
         */
        Execution on(Execution here, DescribedExperiment experiment) throws UsageException {
            return elsewhere() ? here.on(found().executor(master == null ? "" : master, experiment)) : here;
        }

        private Cluster found() throws UsageException {
            List<Cluster> known = Cluster.known();
            Optional<Cluster> found =
                    known.stream().filter(one -> one.name().equals(engine)).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            if (engine.equals(SPARK)) {
                throw new UsageException(
                        "brownout: --engine spark is not on the class path: start the command from the jar"
                                + " that 'mvn -Pspark package' makes, beside those of Spark, as docs/spark.md says; or"
                                + " take --shard, which needs nothing");
            }
            List<String> names = new ArrayList<>(List.of(THREADS, SPARK));
            known.stream()
                    .map(Cluster::name)
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
            throw new IllegalArgumentException("--engine: " + SpellingSuggestion.unknown("engine", engine, names));
        }
    }
}
