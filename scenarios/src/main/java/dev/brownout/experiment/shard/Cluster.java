package dev.brownout.experiment.shard;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.TrialExecutor;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Cluster that executes the runs of experiments. Implementations on the class path are found by {@link ServiceLoader}.
 */
public interface Cluster {
    /** Returns the name by which the cluster is selected, such as {@code spark}. */
    String name();

    /**
     * Creates an executor that runs the trials of an experiment on the cluster.
     *
     * @param master address of the cluster in its own format; empty for the default of the cluster
     * @param experiment experiment to which all trials belong
     * @return an executor that throws {@link ExperimentException}, with a message for the user, if it cannot run the
     *     trials
     */
    TrialExecutor executor(String master, DescribedExperiment experiment);

    /** Returns the clusters found on the class path. */
    static List<Cluster> known() {
        return ServiceLoader.load(Cluster.class, Cluster.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
