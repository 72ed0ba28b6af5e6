package dev.brownout.experiment.shard;

import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.export.ExperimentText;
import dev.brownout.io.BoundedFile;
import dev.brownout.io.FileError;
import dev.brownout.io.NewerFormatException;
import dev.brownout.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder of one part of an experiment: {@code experiment.json}, which describes the whole of it, and under
 * {@code trials} the results of those runs of the part that are finished. Nothing in it is about more than one run.
 */
public final class ShardFolder {
    /** The description of the whole experiment. */
    static final String DESCRIPTION = ExperimentText.FORMAT.name();

    private static final int MOST_BYTES = 200_000_000;

    private ShardFolder() {}

    /**
     * Runs a part, without those of its runs that are kept already. A process that is killed loses the runs that it was
     * at, one for each thread.
     *
     * @param experiment the whole, which is described before the first run
     * @param execution how; what it keeps is kept in the folder instead
     * @return how many runs of the part came to their end, now or before
     * @throws ExperimentException if the folder cannot be written to, or is of a newer program
     */
    public static int run(OutputFolder folder, DescribedExperiment experiment, Shard shard, Execution execution) {
        byte[] description = experiment.json();
        if (description.length > MOST_BYTES) {
            throw new ExperimentException("the files that the scenario reads are larger than " + MOST_BYTES / 1_000_000
                    + " MB together, which is more than a shard describes");
        }
        refuseNewer(folder.path());
        TrialFolder trials = new TrialFolder(folder, experiment.text().program()).exactly();
        trials.write(DESCRIPTION, description);
        return execution.keeping(trials).keep(shard.among(experiment.trials()));
    }

    private static void refuseNewer(Path folder) {
        try {
            ExperimentText.read(BoundedFile.bytes(folder.resolve(DESCRIPTION), MOST_BYTES));
        } catch (NewerFormatException newer) {
            throw new ExperimentException(newer.about(folder.resolve(DESCRIPTION)) + ", or name another folder");
        } catch (IOException none) {
            // It is written anew.
        }
    }

    /**
     * The bytes of the description.
     *
     * @throws ExperimentException if there is none, or it cannot be read
     */
    static byte[] description(Path folder) {
        try {
            return BoundedFile.bytes(folder.resolve(DESCRIPTION), MOST_BYTES);
        } catch (IOException e) {
            throw new ExperimentException(
                    folder + " is no folder of a shard: " + DESCRIPTION + ": " + FileError.words(e));
        }
    }
}
