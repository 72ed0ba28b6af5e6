package dev.brownout.experiment.shard;

import dev.brownout.experiment.ExperimentArm;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.Trial;
import dev.brownout.export.ProvenanceStamp;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.io.BoundedFile;
import dev.brownout.io.NewerFormatException;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sla.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Path of the {@code result.json} of a finished trial in a folder. The file may be absent.
 *
 * @param folder folder of the experiment
 * @param program version of the program that must have written the file
 */
record TrialFile(Path folder, String program, Trial trial) {
    private static final String RESULT = "result.json";
    private static final String STAMP = "trial.json";

    /** Names of the files of a trial. */
    static final List<String> NAMES = List.of(STAMP, RESULT);

    private static final int MOST_BYTES = 500_000_000;

    /** Returns the path of the file, relative to the folder of the experiment. */
    static String name(Trial trial) {
        return folder(trial) + "/" + RESULT;
    }

    /** Returns the relative path of the accompanying file that names the program version. */
    static String stamp(Trial trial) {
        return folder(trial) + "/" + STAMP;
    }

    /** Returns the path of the folder of the files, relative to the folder of the experiment. */
    static String folder(Trial trial) {
        String point = trial.point().name();
        return "trials/" + (point.isEmpty() ? "" : point + "/") + "r" + trial.replication();
    }

    Path path() {
        return folder.resolve(name(trial));
    }

    /** Returns whether a file of any kind exists at the path. */
    boolean exists() {
        return Files.exists(path(), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads the stored result of the trial. Returns empty if there is none, or it is corrupt, of another scenario or of
     * another program version.
     *
     * @throws ExperimentException if the file requires a newer program
     */
    Optional<StoredTrial> read() {
        try {
            byte[] bytes = BoundedFile.bytes(path(), MOST_BYTES);
            ResultJsonReader.checkVersion(bytes);
            if (!ProvenanceStamp.of(program, bytes).isAt(folder.resolve(stamp(trial)))) {
                return Optional.empty();
            }
            return Optional.of(new StoredTrial(trial, bytes, ResultJsonReader.read(bytes)))
                    .filter(StoredTrial::matchesTrial);
        } catch (NewerFormatException e) {
            throw new ExperimentException("{}, or use another folder", e.about(path()));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** A stored result of a trial. */
    record StoredTrial(Trial trial, byte[] bytes, RunResult result) {
        private boolean matchesTrial() {
            List<String> expectedNames =
                    trial.arms().stream().map(ExperimentArm::name).toList();
            List<String> storedNames =
                    result.variants().stream().map(VariantResult::name).toList();
            return result.digest().equals(trial.point().digest())
                    && storedNames.equals(expectedNames)
                    && result.variants().stream().allMatch(v -> v.run().replication() == trial.replication());
        }

        /**
         * Returns whether the stored bytes equal those that would be stored for the trial now. They differ if other
         * metrics were requested or settings such as the title changed.
         */
        boolean isExact() {
            for (int i = 0; i < trial.arms().size(); i++) {
                ExperimentArm arm = trial.arms().get(i);
                VariantResult stored = result.variants().get(i);
                Set<String> requestedMetrics = arm.setup().requestedMetrics().stream()
                        .map(Metric::toString)
                        .collect(Collectors.toCollection(TreeSet::new));
                if (!stored.evaluation().asked().keySet().equals(requestedMetrics)
                        || !stored.run().resolved().equals(arm.setup().settings())) {
                    return false;
                }
            }
            return Arrays.equals(bytes, trial.json(result.variants()));
        }
    }
}
