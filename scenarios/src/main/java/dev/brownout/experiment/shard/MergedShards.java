package dev.brownout.experiment.shard;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.Trial;
import dev.brownout.export.ExperimentText;
import dev.brownout.export.ExperimentText.Scenario;
import dev.brownout.io.FileError;
import dev.brownout.io.NewerFormatException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Shard folders of one experiment, with equal descriptions. {@link #check} verifies that no run is missing. */
public final class MergedShards {
    private static final int MAX_LISTED = 3;

    private final List<Path> folders;
    private final DescribedExperiment experiment;

    private MergedShards(List<Path> folders, DescribedExperiment experiment) {
        this.folders = List.copyOf(folders);
        this.experiment = experiment;
    }

    /**
     * Reads the descriptions in the folders.
     *
     * @param folders at least one folder; the first determines the output options
     * @param program version of this program; every folder must have been written by it
     * @param warnings receives the warnings about the scenario
     * @throws ExperimentException if a folder has no valid description, or belongs to another experiment or another
     *     version
     */
    public static MergedShards of(List<Path> folders, String program, Consumer<Problem> warnings) {
        Path first = folders.get(0);
        ExperimentText description = readDescription(first, program);
        for (Path folder : folders.subList(1, folders.size())) {
            Difference.firstDifference(description, readDescription(folder, program))
                    .ifPresent(difference -> {
                        throw new ExperimentException(
                                "{} belongs to another experiment than {}: {}", folder, first, difference);
                    });
        }
        try {
            return new MergedShards(folders, DescribedExperiment.read(program, description.json(), warnings));
        } catch (IOException e) {
            throw unreadable(first, e);
        }
    }

    private static ExperimentText readDescription(Path folder, String program) {
        try {
            ExperimentText description = DescribedExperiment.text(program, ShardFolder.description(folder));
            if (description.options().shards() < 1 || description.options().shards() > Shard.MAXIMUM) {
                throw new IOException("the file was changed: invalid number of shards "
                        + description.options().shards());
            }
            return description;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static ExperimentException unreadable(Path folder, IOException e) {
        Path file = folder.resolve(ShardFolder.DESCRIPTION);
        return new ExperimentException(
                e instanceof NewerFormatException newer
                        ? Sentence.quote(newer.about(file))
                        : Sentence.of("{}: {}", file, FileError.words(e)));
    }

    /** Returns the whole experiment. */
    public DescribedExperiment experiment() {
        return experiment;
    }

    /**
     * Checks that every run of the experiment is stored in a folder, and is intact in each folder that has it.
     *
     * @throws ExperimentException if a run is missing or corrupt, or present twice with different contents
     */
    public void check() {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < experiment.trials().size(); i++) {
            if (storedBytes(experiment.trials().get(i)).isEmpty()) {
                missing.add(i);
            }
        }
        if (!missing.isEmpty()) {
            throw new ExperimentException(Sentence.quote(missingMessage(missing)));
        }
    }

    /**
     * Copies every run to a target folder.
     *
     * @throws ExperimentException if a run has disappeared or is corrupt, or cannot be written
     */
    public void copy(TrialFolder target) {
        for (Trial trial : experiment.trials()) {
            target.store(
                    trial,
                    storedBytes(trial)
                            .orElseThrow(() ->
                                    new ExperimentException("{} was deleted during the merge", TrialFile.name(trial))));
        }
    }

    /** Returns the stored bytes of a run; empty if no folder has it. Rejects corrupt and contradictory files. */
    private Optional<byte[]> storedBytes(Trial trial) {
        byte[] bytes = null;
        TrialFile previousFile = null;
        for (Path folder : folders) {
            TrialFile file = new TrialFile(folder, experiment.text().program(), trial);
            if (!file.exists()) {
                continue;
            }
            byte[] stored = file.read()
                    .filter(TrialFile.StoredTrial::isExact)
                    .map(TrialFile.StoredTrial::bytes)
                    .orElseThrow(() -> new ExperimentException(
                            "{} is incomplete, was changed, or belongs to another experiment or version; run it "
                                    + "again: {}",
                            file.path(),
                            command(experiment.number(trial), " --out " + folder)));
            if (bytes != null && !Arrays.equals(bytes, stored)) {
                throw new ExperimentException(
                        "{} and {} are different results of the same run", file.path(), previousFile.path());
            }
            bytes = stored;
            previousFile = file;
        }
        return Optional.ofNullable(bytes);
    }

    /** Returns a message about the missing runs, with the commands that run their shards. */
    private String missingMessage(List<Integer> missingTrials) {
        List<String> trialNames = missingTrials.stream()
                .limit(MAX_LISTED)
                .map(i -> TrialFile.name(experiment.trials().get(i)))
                .toList();
        TreeSet<Integer> shardIndexes = new TreeSet<>();
        missingTrials.forEach(i -> shardIndexes.add(i % shardCount()));
        List<String> commands = shardIndexes.stream()
                .limit(MAX_LISTED)
                .map(shardIndex -> command(shardIndex, " --out DIR"))
                .toList();
        return missingTrials.size() + " of " + experiment.trials().size() + " runs are missing in the folders: "
                + abbreviate(trialNames, missingTrials.size()) + "; to run them: "
                + abbreviate(commands, shardIndexes.size());
    }

    private static String abbreviate(List<String> listed, int total) {
        return String.join(", ", listed) + (total > listed.size() ? " and " + (total - listed.size()) + " more" : "");
    }

    private int shardCount() {
        return experiment.text().options().shards();
    }

    /** Returns the command that runs the shard of a run, followed by more arguments. */
    private String command(int trialIndex, String arguments) {
        return experiment.text().options().command() + " --shard " + Shard.ofTrial(trialIndex, shardCount())
                + arguments;
    }

    /** Comparison of the descriptions of two experiments. */
    private static final class Difference {
        private final ExperimentText left;
        private final ExperimentText right;

        private Difference(ExperimentText left, ExperimentText right) {
            this.left = left;
            this.right = right;
        }

        /** Returns a description of the first difference between two experiments; empty if there is none. */
        static Optional<String> firstDifference(ExperimentText left, ExperimentText right) {
            return new Difference(left, right).find();
        }

        private Optional<String> find() {
            return difference("different kind of experiment", ExperimentText::experiment)
                    .or(() -> difference("different scenario", text -> scenarioValues(text, Scenario::name)))
                    .or(() ->
                            difference("different text of the scenario", text -> scenarioValues(text, Scenario::text)))
                    .or(() -> difference(
                            "different text of a file that the scenario reads",
                            text -> scenarioValues(text, Scenario::files)))
                    .or(() -> difference("different variants", text -> scenarioValues(text, Scenario::variants)))
                    .or(() -> difference(
                            "different settings, parameters or prices",
                            text -> scenarioValues(text, Scenario::changes)))
                    .or(() -> difference("different values of --vary", ExperimentText::vary))
                    .or(() -> difference("different metrics", ExperimentText::metrics))
                    .or(() -> difference("different confidence level", ExperimentText::confidence))
                    .or(() -> difference("replications", ExperimentText::replications)
                            .map(description ->
                                    description + " " + right.replications() + " instead of " + left.replications()))
                    .or(() -> difference("different meaning in this version", ExperimentText::digest));
        }

        /** Returns the description if a property of the two experiments differs, else empty. */
        private Optional<String> difference(String description, Function<ExperimentText, Object> property) {
            return property.apply(left).equals(property.apply(right)) ? Optional.empty() : Optional.of(description);
        }

        private static List<Object> scenarioValues(ExperimentText text, Function<Scenario, Object> property) {
            return text.scenarios().stream().map(property).toList();
        }
    }
}
