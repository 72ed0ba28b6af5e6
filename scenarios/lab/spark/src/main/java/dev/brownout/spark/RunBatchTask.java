package dev.brownout.spark;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.shard.DescribedExperiment;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Spark task that executes some runs of an experiment on a worker. */
final class RunBatchTask extends AbstractFunction1<Iterator<RemoteRun>, RemoteRunResult[]> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<byte[]> description;
    private final String program;

    /**
     * Creates a task for runs of an experiment.
     *
     * @param description serialized description from which the experiment's plan is built
     * @param program version of the program
     */
    RunBatchTask(Broadcast<byte[]> description, String program) {
        this.description = description;
        this.program = program;
    }

    @Override
    public RemoteRunResult[] apply(Iterator<RemoteRun> runs) {
        DescribedExperiment experiment = PlannedExperiment.experiment(description.value(), program);
        List<RemoteRunResult> completed = new ArrayList<>();
        while (runs.hasNext()) {
            RemoteRun run = runs.next();
            completed.add(new RemoteRunResult(run.place(), result(experiment, run.number())));
        }
        return completed.toArray(new RemoteRunResult[0]);
    }

    private static byte[] result(DescribedExperiment experiment, int number) {
        try {
            return experiment.run(number);
        } catch (ExperimentException impossible) {
            return new byte[0];
        }
    }

    /**
     * Experiment of the current worker process. Its plan is built once and cached until another description arrives.
     */
    private record PlannedExperiment(byte[] description, DescribedExperiment experiment) {
        private static PlannedExperiment latest;

        static synchronized DescribedExperiment experiment(byte[] description, String program) {
            if (latest == null || !Arrays.equals(latest.description, description)) {
                try {
                    latest = new PlannedExperiment(
                            description, DescribedExperiment.read(program, description, warning -> {}));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
            return latest.experiment;
        }
    }
}
