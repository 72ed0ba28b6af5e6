package dev.brownout.experiment.shard;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialStore;
import dev.brownout.export.ProvenanceStamp;
import dev.brownout.io.FileError;
import dev.brownout.io.OutputFolder;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The folder in which an experiment keeps a {@code result.json} for each finished trial, so that it can go on where it
 * was ended.
 *
 * <p>A trial is known by the digest of its resolved scenario, which its seed and the values of the files that it names
 * are part of, by its replication, and by the version of the program. A file that is torn, of another scenario, or of a
 * run that did not get to its end by itself, counts as none. One that a newer program wrote is refused: this one would
 * write over it.
 */
public final class TrialFolder implements TrialStore {
    private final OutputFolder folder;
    private final String program;
    private final boolean exact;

    private TrialFolder(OutputFolder folder, String program, boolean exact) {
        this.folder = folder;
        this.program = program;
        this.exact = exact;
    }

    /**
     * Keeps trials.
     *
     * @param folder of the whole experiment
     * @param program version of this program
     */
    public TrialFolder(OutputFolder folder, String program) {
        this(folder, program, false);
    }

    /**
     * The same that finds nothing but what is byte for byte what would be kept of a trial now; else it may have been
     * asked for more numbers, and have another title.
     */
    public TrialFolder exactly() {
        return new TrialFolder(folder, program, true);
    }

    /** Where the result of a trial is, seen from the folder of the experiment. */
    public static String path(Trial trial) {
        return TrialFile.name(trial);
    }

    @Override
    public Optional<List<VariantResult>> kept(Trial trial) {
        return new TrialFile(folder.path(), program, trial)
                .found()
                .filter(found -> !exact || found.exact())
                .map(found -> found.result().variants());
    }

    @Override
    public void keep(Trial trial, List<VariantResult> results) {
        keep(trial, trial.json(results));
    }

    /**
     * Keeps the bytes of a result.
     *
     * @throws ExperimentException if they cannot be written
     */
    void keep(Trial trial, byte[] result) {
        write(TrialFile.stamp(trial), ProvenanceStamp.of(program, result).json());
        write(TrialFile.name(trial), result);
    }

    /**
     * Writes another file of the experiment.
     *
     * @throws ExperimentException if it cannot be written
     */
    void write(String name, byte[] bytes) {
        try {
            folder.write(name, bytes);
        } catch (IOException e) {
            throw new ExperimentException(FileError.unwritable(folder.path(), e));
        }
    }
}
