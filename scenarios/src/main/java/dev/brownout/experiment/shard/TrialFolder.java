package dev.brownout.experiment.shard;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialStore;
import dev.brownout.export.ProvenanceStamp;
import dev.brownout.io.FileError;
import dev.brownout.io.OutputFolder;
import dev.brownout.result.VariantResult;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Folder that stores a {@code result.json} for each finished trial, so that an experiment can be resumed.
 *
 * <p>A stored trial is identified by the digest of its resolved scenario, by its replication, and by the version of the
 * program. The digest includes the seed and the contents of the referenced files. A file that is corrupt, of another
 * scenario, or of an incomplete run is ignored. A file written by a newer program is rejected, as this program would
 * overwrite it.
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
     * Creates a store in a folder.
     *
     * @param folder folder of the whole experiment
     * @param program version of this program
     */
    public TrialFolder(OutputFolder folder, String program) {
        this(folder, program, false);
    }

    /**
     * Returns this store with exact matching: a result matches if its bytes equal those that would be stored now.
     * Without exact matching, a stored result may contain more metrics or have another title.
     */
    public TrialFolder withExactMatching() {
        return new TrialFolder(folder, program, true);
    }

    /** Returns the path of the result of a trial, relative to the folder of the experiment. */
    public static String path(Trial trial) {
        return TrialFile.name(trial);
    }

    @Override
    public Optional<List<VariantResult>> load(Trial trial) {
        return new TrialFile(folder.path(), program, trial)
                .read()
                .filter(found -> !exact || found.isExact())
                .map(found -> found.result().variants());
    }

    @Override
    public void store(Trial trial, List<VariantResult> results) {
        store(trial, trial.json(results));
    }

    @Override
    public void discard(Trial trial) {
        try {
            folder.remove(TrialFile.folder(trial), TrialFile.NAMES);
        } catch (IOException e) {
            throw new ExperimentException(Sentence.quote(FileError.unwritable(folder.path(), e)));
        }
    }

    /**
     * Stores the bytes of a result.
     *
     * @throws ExperimentException if they cannot be written
     */
    void store(Trial trial, byte[] result) {
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
            throw new ExperimentException(Sentence.quote(FileError.unwritable(folder.path(), e)));
        }
    }
}
