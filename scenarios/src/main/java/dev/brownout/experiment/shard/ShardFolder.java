package dev.brownout.experiment.shard;

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
 * Folder of one shard of an experiment. Its file {@code experiment.json} describes the whole experiment. Its folder
 * {@code trials} contains the results of the finished runs of the shard. No file summarizes several runs.
 */
public final class ShardFolder {
    /** Name of the file that describes the whole experiment. */
    static final String DESCRIPTION = ExperimentText.FORMAT.name();

    private static final int MOST_BYTES = 200_000_000;

    private ShardFolder() {}

    /**
     * Executes the runs of a shard that are not stored yet. A killed process loses only its running trials, one per
     * thread.
     *
     * @param experiment whole experiment; its description is written before the first run
     * @param execution settings of the execution; its store is replaced by the folder
     * @return the number of runs of the shard that have ended, in this or an earlier execution
     * @throws ExperimentException if the folder cannot be written to, or was written by a newer program
     */
    public static int run(OutputFolder folder, DescribedExperiment experiment, Shard shard, Execution execution) {
        byte[] description = experiment.json();
        if (description.length > MOST_BYTES) {
            throw new ExperimentException(
                    "the files of the scenario exceed {} MB, the limit of a shard", MOST_BYTES / 1_000_000);
        }
        rejectNewerFormat(folder.path());
        TrialFolder trials = new TrialFolder(folder, experiment.text().program()).withExactMatching();
        trials.write(DESCRIPTION, description);
        return execution.withStore(trials).runAndStore(shard.select(experiment.trials()));
    }

    private static void rejectNewerFormat(Path folder) {
        try {
            ExperimentText.read(BoundedFile.bytes(folder.resolve(DESCRIPTION), MOST_BYTES));
        } catch (NewerFormatException e) {
            throw new ExperimentException("{}, or use another folder", e.about(folder.resolve(DESCRIPTION)));
        } catch (IOException unreadable) {
            // A missing or unreadable description is overwritten.
        }
    }

    /**
     * Returns the bytes of the description in a folder.
     *
     * @throws ExperimentException if the folder has no description, or it cannot be read
     */
    static byte[] description(Path folder) {
        try {
            return BoundedFile.bytes(folder.resolve(DESCRIPTION), MOST_BYTES);
        } catch (IOException e) {
            throw new ExperimentException(
                    "{} is not the folder of a shard: {}: {}", folder, DESCRIPTION, FileError.words(e));
        }
    }
}
