package dev.brownout.cli;

import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Engine;
import dev.brownout.experiment.Execution;
import dev.brownout.language.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the runs of an experiment are done. */
final class EngineOptions {
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
     * @throws Refusal if it is not on the class path
     */
    void require() throws Refusal {
        if (elsewhere()) {
            found();
        } else if (master != null) {
            throw new IllegalArgumentException("--master is of --engine " + SPARK);
        }
    }

    /**
     * An execution whose runs are done there.
     *
     * @throws Refusal if it is not on the class path
     */
    Execution on(Execution here, DescribedExperiment experiment) throws Refusal {
        return elsewhere() ? here.on(found().executor(master == null ? "" : master, experiment)) : here;
    }

    private Engine found() throws Refusal {
        List<Engine> known = Engine.known();
        Optional<Engine> found =
                known.stream().filter(one -> one.name().equals(engine)).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        if (engine.equals(SPARK)) {
            throw new Refusal("brownout: --engine spark is not on the class path: start the command from the jar that"
                    + " 'mvn -Pspark package' makes, beside those of Spark, as docs/spark.md says; or take --shard,"
                    + " which needs nothing");
        }
        List<String> names = new ArrayList<>(List.of(THREADS, SPARK));
        known.stream().map(Engine::name).filter(name -> !names.contains(name)).forEach(names::add);
        throw new IllegalArgumentException("--engine: " + Nearest.unknown("engine", engine, names));
    }
}
