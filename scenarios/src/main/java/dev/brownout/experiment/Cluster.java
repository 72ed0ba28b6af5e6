package dev.brownout.experiment;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Machines that do the runs of experiments, where who brings them is on the class path: each is found by
 * {@link ServiceLoader}.
 */
public interface Cluster {
    /** What it is asked for by, such as {@code spark}. */
    String name();

    /**
     * Has the runs of an experiment done there.
     *
     * @param master where it is, in its own words; empty where it knows that otherwise
     * @param experiment of which all runs are
     * @return what fails with {@link ExperimentException}, in words for whoever asked, where it cannot do them
     */
    TrialExecutor executor(String master, DescribedExperiment experiment);

    /** Those that are there. */
    static List<Cluster> known() {
        return ServiceLoader.load(Cluster.class, Cluster.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
