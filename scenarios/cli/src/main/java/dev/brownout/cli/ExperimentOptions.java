package dev.brownout.cli;

import dev.brownout.cli.ScenarioOptions.SearchTarget;
import dev.brownout.cli.frontier.FrontierRequest;
import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.sequential.StoppingOptions;
import dev.brownout.cli.text.OptionException;
import dev.brownout.cli.text.PercentConverter;
import dev.brownout.cli.text.TableForm;
import dev.brownout.experiment.Cluster;
import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.experiment.shard.ShardOption;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that are common to all commands that run a scenario many times. */
final class ExperimentOptions {
    private final Terminal terminal;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions changes;

    @Option(
            names = "--metric",
            paramLabel = "M",
            description = "additional metric, named as in sla, such as web.utilization; may be repeated")
    private List<String> metrics = List.of();

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "95%",
            converter = PercentConverter.class,
            description = "confidence level; default: ${DEFAULT-VALUE}")
    private double confidence;

    @Option(names = "--threads", paramLabel = "N", description = "number of parallel runs; default: number of cores")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "run shard I of N for 'brownout merge'; /N takes I from Kubernetes, AWS Batch or Slurm; needs"
                    + " --out")
    private String shard;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "standard output: text, json, csv or markdown")
    private TableForm format;

    /** Pareto frontier that the command requests. */
    private Optional<FrontierRequest> frontier = Optional.empty();

    /** Time at which the first scenario is read, in ns of {@code System.nanoTime}; 0 before. */
    private long startedAt;

    /**
     * Creates the options of a command.
     *
     * @param terminal terminal of the command, which also receives warnings about the scenario
     */
    ExperimentOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Sets the Pareto frontier to add to the output, and returns an experiment that measures its objectives. */
    Experiment withFrontier(Optional<FrontierRequest> request, Experiment experiment) {
        frontier = request;
        return request.map(one -> one.measuredBy(experiment)).orElse(experiment);
    }

    double confidence() {
        return confidence;
    }

    /**
     * Returns the requested shard; empty for the whole experiment.
     *
     * @param out output folder; {@code null} if none is given
     */
    Optional<Shard> shard(Path out) {
        if (shard == null) {
            return Optional.empty();
        }
        if (out == null) {
            throw usageError("--shard needs --out DIR, the input of 'brownout merge'");
        }
        try {
            ShardOption option = ShardOption.of(shard, name -> terminal.variable(EnvironmentVariable.valueOf(name)));
            option.reported()
                    .forEach(reason ->
                            terminal.err().println("brownout: this is shard " + option.shard() + ": " + reason));
            return Optional.of(option.shard());
        } catch (IllegalArgumentException wrong) {
            throw usageError("--shard: {}", Sentence.reason(wrong));
        }
    }

    /**
     * Rejects {@code --shard} and remote engines for an experiment in which the results of runs determine the next
     * runs.
     */
    void requireLocalUnsharded(String reason) {
        if (shard != null) {
            throw usageError("--shard: {}", reason);
        }
        if (engine.isExternal()) {
            throw usageError("--engine: {}", reason);
        }
    }

    /** Rejects {@code --metric} for an experiment that prints no metrics. */
    void requireNoMetrics(String reason) {
        if (!metrics.isEmpty()) {
            throw usageError("--metric: {}", reason);
        }
    }

    /** Execution of an experiment that prints the findings. */
    @FunctionalInterface
    interface ExperimentTask {
        /** Runs the experiment and prints its findings. Returns the exit code of the command. */
        int run(ExperimentOutput output) throws UsageException;
    }

    /**
     * Runs an experiment or a shard of it and prints the findings. Returns the exit code of the command.
     *
     * @param out output folder; {@code null} if none is given
     * @param details whether all details are printed
     */
    int run(DescribedExperiment experiment, Optional<Shard> shard, Path out, boolean details) throws UsageException {
        return run(out, details, local -> {
            ExperimentOutput output = local.withExecution(engine.on(local.execution(), experiment));
            return shard.isPresent() ? output.run(experiment, shard.get(), out) : output.run(experiment.plan());
        });
    }

    /**
     * Runs an experiment in this process and prints the findings. Returns the exit code of the command.
     *
     * @param out output folder; {@code null} if none is given
     */
    int run(Path out, ExperimentTask task) throws UsageException {
        return run(out, false, task);
    }

    /**
     * Runs an experiment in this process and prints the findings. Returns the exit code of the command.
     *
     * @param out output folder; {@code null} if none is given
     * @param details whether all details are printed
     */
    int run(Path out, boolean details, ExperimentTask task) throws UsageException {
        OutputTarget target = OutputTarget.of(terminal, spec);
        OutputOptions outputOptions = new OutputOptions(target.repeated(), format.name(), details, 1);
        try (ExperimentFolder folder = ExperimentFolder.openLocked(out, target);
                ShutdownHook interruption = ShutdownHook.recordingFirst()) {
            Execution execution = execution(interruption::isInterrupted, folder.store());
            return task.run(new ExperimentOutput(terminal, folder, outputOptions, execution, frontier));
        }
    }

    /** Creates an exception about an invalid command line. */
    ParameterException usageError(Sentence message) {
        return new OptionException(spec.commandLine(), message);
    }

    /** Creates an exception about an invalid command line from the form of its message. */
    ParameterException usageError(String form, Object... arguments) {
        return usageError(Sentence.of(form, arguments));
    }

    /**
     * Parses a {@code --vary} option.
     *
     * @param needed whether values are required
     */
    Variation variation(String typed, boolean needed) {
        return variation(typed, needed, "--vary");
    }

    /** Parses several {@code --vary} options; their values may be required. */
    List<Variation> variations(List<String> typed, boolean needed) {
        return typed.stream().map(text -> variation(text, needed)).toList();
    }

    /**
     * Parses an option with a setting and its values.
     *
     * @param needed whether values are required
     * @param option name of the option
     */
    Variation variation(String typed, boolean needed, String option) {
        return variation(typed, needed, option, Variation::of);
    }

    /** Parses an option with a setting and its values by a parser of its text. */
    Variation variation(String typed, boolean needed, String option, Function<String, Variation> parser) {
        try {
            Variation variation = parser.apply(typed);
            if (needed && variation.values().isEmpty()) {
                throw usageError("{} {} has no values; expected PATH=A..B, such as web.nodes=2..16", option, typed);
            }
            return variation;
        } catch (IllegalArgumentException wrong) {
            throw usageError("{}{}", typed.indexOf('=') > 0 ? option + " " : "", Sentence.reason(wrong));
        }
    }

    /**
     * Returns the stopping rule that the options request; empty for a fixed number of replications.
     *
     * @throws ParameterException if the number of replications is also given, or the experiment runs elsewhere
     */
    Optional<SequentialRule> rule(StoppingOptions stopping) {
        Optional<SequentialRule> rule = stopping.rule(spec, confidence);
        if (rule.isPresent()) {
            requireLocalUnsharded("--precision decides the number of replications during the run; use -n instead");
        }
        return rule;
    }

    /** Checks that the number of replications is between a minimum and {@code Experiment.MOST_REPLICATIONS}. */
    void requireReplications(int number, int minimum) {
        if (number < minimum || number > Experiment.MOST_REPLICATIONS) {
            throw usageError("-n is {} to {}, not {}", minimum, Experiment.MOST_REPLICATIONS, number);
        }
    }

    /** Parses a metric that an option names. */
    Metric metric(String option, String typed) {
        try {
            return Loader.metric(typed);
        } catch (IllegalArgumentException wrong) {
            throw usageError("{}: {}", option, Sentence.reason(wrong));
        }
    }

    /**
     * Creates an experiment from the options.
     *
     * @throws UsageException if the price list does not exist, or the engine is not on the class path
     */
    Experiment experiment(String scenario, List<String> variants, int replications) throws UsageException {
        startedAt = startedAt == 0 ? System.nanoTime() : startedAt;
        try {
            engine.require();
        } catch (IllegalArgumentException unknown) {
            throw usageError(Sentence.reason(unknown));
        }
        Map<String, Metric> requestedMetrics = new LinkedHashMap<>();
        metrics.forEach(typed -> requestedMetrics.put("--metric " + typed, metric("--metric", typed)));
        return new Experiment(
                new ScenarioFinder().source(scenario),
                changes.overrides(),
                variants,
                requestedMetrics,
                replications,
                confidence,
                terminal::warn);
    }

    /**
     * Creates the experiment of a search. Rejects {@code --shard} and remote engines, as results select the next runs.
     *
     * @param minimum minimum number of replications
     * @param reason reason of the rejection, and an alternative
     * @throws UsageException if the price list does not exist
     */
    Experiment search(SearchTarget target, int replications, int minimum, String reason) throws UsageException {
        requireLocalUnsharded(reason);
        requireReplications(replications, minimum);
        return experiment(target.scenario(), target.variants(), replications);
    }

    /** Parses a quantity above 0 that an option has. */
    BigDecimal positive(String option, String text, Dimension dimension) {
        try {
            BigDecimal value = UnitParser.read(text, dimension);
            if (value.signum() > 0) {
                return value;
            }
        } catch (ValueException wrong) {
            throw usageError("{}: {}", option, Sentence.reason(wrong));
        }
        throw usageError("{} is more than 0, not {}", option, text);
    }

    private Execution execution(BooleanSupplier stopped, TrialStore store) {
        if (threads < 1) {
            throw usageError("--threads is at least 1");
        }
        CommandLog.phase("read and validate", startedAt, "all designs");
        CommandLog.debug("threads: {}, engine: {}", threads, engine.engine);
        return new Execution(threads, terminal.progress(), stopped, store);
    }

    /** Options that select the engine for the runs of an experiment. */
    static final class EngineOptions {
        private static final String THREADS = "threads";
        /**
         * Name of the engine that is packaged in a separate jar. If it is missing, the error message explains how to
         * obtain it.
         */
        private static final String SPARK = "spark";

        @Option(
                names = "--engine",
                paramLabel = "ENGINE",
                defaultValue = THREADS,
                description = "engine of the runs: threads of this process, or spark (separate jar); default:"
                        + " ${DEFAULT-VALUE}")
        private String engine;

        @Option(
                names = "--master",
                paramLabel = "URL",
                description = "cluster of --engine spark, such as spark://host:7077")
        private String master;

        /** Returns whether another engine than the threads of this process executes the runs. */
        boolean isExternal() {
            return !engine.equals(THREADS);
        }

        /**
         * Checks that the selected engine is available.
         *
         * @throws IllegalArgumentException if the engine is unknown, or {@code --master} is given without an engine
         *     that uses it
         * @throws UsageException if the engine is not on the class path
         */
        void require() throws UsageException {
            if (isExternal()) {
                found();
            } else if (master != null) {
                throw new InvalidValueException("--master needs --engine " + SPARK);
            }
        }

        /**
         * Returns an execution that uses the selected engine.
         *
         * @throws UsageException if the engine is not on the class path
         */
        Execution on(Execution local, DescribedExperiment experiment) throws UsageException {
            return isExternal()
                    ? local.withExecutor(found().executor(master == null ? "" : master, experiment))
                    : local;
        }

        private Cluster found() throws UsageException {
            List<Cluster> clusters = Cluster.known();
            Optional<Cluster> found =
                    clusters.stream().filter(one -> one.name().equals(engine)).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            if (engine.equals(SPARK)) {
                throw new UsageException(
                        "brownout: --engine spark is not on the class path: start the command from the "
                                + "jar of 'mvn -Pspark package' together with the jars of Spark "
                                + "(docs/guides/on-a-cluster.md), or use --shard, which needs no other software");
            }
            List<String> names = new ArrayList<>(List.of(THREADS, SPARK));
            clusters.stream()
                    .map(Cluster::name)
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
            throw new IllegalArgumentException("--engine: " + SpellingSuggestion.unknown("engine", engine, names));
        }
    }
}
