package dev.brownout.cli;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialExecutor;
import dev.brownout.experiment.shard.Cluster;
import dev.brownout.experiment.shard.DescribedExperiment;
import dev.brownout.export.ResultJsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Simulated remote cluster in this process. It receives only the description of an experiment and runs trials in
 * reverse order.
 */
public final class BackwardCluster implements Cluster {
    /** Public constructor for {@code ServiceLoader}. */
    public BackwardCluster() {}

    @Override
    public String name() {
        return "backward";
    }

    @Override
    public TrialExecutor executor(String master, DescribedExperiment experiment) {
        if (master.equals("nowhere")) {
            throw new ExperimentException("nobody is there");
        }
        return batch -> {
            try {
                DescribedExperiment deserialized =
                        DescribedExperiment.read(experiment.text().program(), experiment.json(), warning -> {});
                List<Trial> trials = batch.trials();
                for (int i = trials.size() - 1; i >= 0; i--) {
                    byte[] json = deserialized.run(experiment.number(trials.get(i)));
                    batch.complete(i, ResultJsonReader.read(json).variants());
                }
            } catch (IOException torn) {
                throw new UncheckedIOException(torn);
            }
        };
    }
}
