package dev.brownout.cli;

import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialStore;
import dev.brownout.export.ResultJson;
import dev.brownout.export.Stamp;
import dev.brownout.files.BoundedFile;
import dev.brownout.files.NewerFormatException;
import dev.brownout.files.OutputFolder;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.nio.file.Path;
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
final class TrialFolder implements TrialStore {
    private static final int MOST_BYTES = 500_000_000;
    /** The file beside a result that says which program wrote it. */
    private static final String STAMP = "trial.json";

    private final OutputFolder folder;

    /**
     * Keeps trials.
     *
     * @param folder of the whole experiment
     */
    TrialFolder(OutputFolder folder) {
        this.folder = folder;
    }

    /** Where the result of a trial is, seen from the folder of the experiment. */
    static String path(Trial trial) {
        String name = trial.point().name();
        return "trials/" + (name.isEmpty() ? "" : name + "/") + "r" + trial.replication() + "/result.json";
    }

    @Override
    public Optional<List<VariantResult>> kept(Trial trial) {
        Path path = folder.path().resolve(path(trial));
        try {
            byte[] bytes = BoundedFile.bytes(path, MOST_BYTES);
            ResultJson.version(bytes);
            if (!Stamp.of(Version.number(), bytes).isAt(path.resolveSibling(STAMP))) {
                return Optional.empty();
            }
            RunResult result = ResultJson.read(bytes);
            return Optional.of(result.variants()).filter(variants -> fits(trial, result));
        } catch (NewerFormatException newer) {
            throw new Refusal.Carrier(Destination.newer(path, newer));
        } catch (IOException | RuntimeException torn) {
            return Optional.empty();
        }
    }

    private boolean fits(Trial trial, RunResult result) {
        List<String> wanted = trial.cases().stream().map(c -> c.name()).toList();
        List<String> there = result.variants().stream().map(VariantResult::name).toList();
        return result.digest().equals(trial.point().digest())
                && there.equals(wanted)
                && result.variants().stream().allMatch(v -> v.replication() == trial.replication());
    }

    @Override
    public void keep(Trial trial, List<VariantResult> results) {
        byte[] result = trial.json(results);
        Stamp stamp = Stamp.of(Version.number(), result);
        String name = path(trial);
        try {
            folder.write(name.replaceFirst("[^/]*$", STAMP), stamp.json());
            folder.write(name, result);
        } catch (IOException e) {
            throw new Refusal.Carrier(Destination.unwritable(folder.path(), e));
        }
    }
}
