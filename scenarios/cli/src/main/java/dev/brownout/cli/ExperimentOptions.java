package dev.brownout.cli;

import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.text.PercentConverter;
import dev.brownout.cli.text.TableForm;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.shard.Cluster;
import dev.brownout.experiment.shard.DescribedExperiment;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.experiment.shard.ShardOption;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
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

/** Options that are common to all commands that run a scenario many times. */
final class ExperimentOptions {
    private final Terminal terminal;
    private final CommandSpec spec;

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

    /** Time at which the first scenario is read, in ns of {@code System.nanoTime}; 0 before. */
    private long startedAt;

    /**
     * Creates the options of a command.
     *
     * @param terminal terminal of the command, which also receives warnings about the scenario
     * @param spec command
     */
    ExperimentOptions(Terminal terminal, CommandSpec spec) {
        this.terminal = terminal;
        this.spec = spec;
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
            throw new InvalidValueException("--shard needs --out DIR, the input of 'brownout merge'");
        }
        try {
            ShardOption option = ShardOption.of(shard, name -> terminal.variable(EnvironmentVariable.valueOf(name)));
            option.reported()
                    .forEach(reason ->
                            terminal.err().println("brownout: this is shard " + option.shard() + ": " + reason));
            return Optional.of(option.shard());
        } catch (IllegalArgumentException wrong) {
            throw new InvalidValueException("--shard: {}", Sentence.reason(wrong));
        }
    }

    /** Returns the option that requests other processes for the trials; empty for this process. */
    Optional<String> elsewhere() {
        return shard != null ? Optional.of("--shard") : Optional.of("--engine").filter(option -> engine.isExternal());
    }

    /**
     * Runs an experiment or a shard of it and prints the findings. Returns the exit code of the command.
     *
     * @param out output folder; {@code null} if none is given
     */
    int run(PlannedExperiment planned, Optional<Shard> shard, Path out) throws UsageException {
        OutputTarget target = OutputTarget.of(terminal, spec);
        OutputOptions outputOptions = new OutputOptions(
                target.repeated(),
                format.name(),
                spec.commandLine().getParseResult().hasMatchedOption("--details"),
                1);
        try (ExperimentFolder folder = ExperimentFolder.openLocked(out, target);
                ShutdownHook interruption = ShutdownHook.recordingFirst()) {
            Execution local = execution(interruption::isInterrupted, folder.store());
            if (elsewhere().isEmpty()) {
                return new ExperimentOutput(terminal, folder, outputOptions, local).run(planned, planned.frontier());
            }
            DescribedExperiment described = DescribedExperiment.of(Version.number(), planned);
            ExperimentOutput output =
                    new ExperimentOutput(terminal, folder, outputOptions, engine.on(local, described));
            return shard.isPresent()
                    ? output.run(described, shard.get(), out)
                    : output.run(planned, planned.frontier());
        }
    }

    /**
     * Returns a scenario with the settings of the options.
     *
     * @throws UsageException if the price list does not exist, or the engine is not on the class path
     */
    Experiment experiment(String scenario) throws UsageException {
        startedAt = startedAt == 0 ? System.nanoTime() : startedAt;
        engine.require();
        Map<String, Metric> requestedMetrics = new LinkedHashMap<>();
        for (String typed : metrics) {
            try {
                requestedMetrics.put("--metric " + typed, Loader.metric(typed));
            } catch (IllegalArgumentException wrong) {
                throw new InvalidValueException("--metric: {}", Sentence.reason(wrong));
            }
        }
        return new Experiment(
                new ScenarioFinder().source(scenario),
                changes.overrides(),
                List.of(),
                requestedMetrics,
                1,
                confidence,
                terminal::warn);
    }

    private Execution execution(BooleanSupplier stopped, TrialStore store) {
        if (threads < 1) {
            throw new InvalidValueException("--threads is at least 1");
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
            throw new InvalidValueException("--engine: {}", SpellingSuggestion.unknown("engine", engine, names));
        }
    }
}
