package dev.brownout.experiment.shard;

import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.Trial;
import dev.brownout.export.ExperimentText;
import dev.brownout.export.ExperimentText.Scenario;
import dev.brownout.io.FileError;
import dev.brownout.io.NewerFormatException;
import dev.brownout.language.diagnostic.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Folders of the shards of one experiment, with equal descriptions, that are complete together. */
public final class MergedShards {
    private static final int MOST_NAMED = 3;

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
     * @param program version of this program, which must be that of all folders
     * @param warnings receives the warnings about the scenario
     * @throws ExperimentException if a folder is not one of a shard, or belongs to another experiment or another
     *     version
     */
    public static MergedShards of(List<Path> folders, String program, Consumer<Problem> warnings) {
        Path first = folders.get(0);
        ExperimentText text = text(first, program);
        for (Path other : folders.subList(1, folders.size())) {
            Difference.between(text, text(other, program)).ifPresent(what -> {
                throw new ExperimentException(other + " is a part of another experiment than " + first + ": " + what);
            });
        }
        try {
            return new MergedShards(folders, DescribedExperiment.read(program, text.json(), warnings));
        } catch (IOException wrong) {
            throw unreadable(first, wrong);
        }
    }

    private static ExperimentText text(Path folder, String program) {
        try {
            ExperimentText text = DescribedExperiment.text(program, ShardFolder.description(folder));
            if (text.told().shards() < 1 || text.told().shards() > Shard.MOST) {
                throw new IOException("it was changed: " + text.told().shards() + " shards there are not");
            }
            return text;
        } catch (IOException wrong) {
            throw unreadable(folder, wrong);
        }
    }

    private static ExperimentException unreadable(Path folder, IOException wrong) {
        Path file = folder.resolve(ShardFolder.DESCRIPTION);
        return new ExperimentException(
                wrong instanceof NewerFormatException newer ? newer.about(file) : file + ": " + FileError.words(wrong));
    }

    /** Returns the whole experiment. */
    public DescribedExperiment experiment() {
        return experiment;
    }

    /**
     * Checks every run of the experiment in every folder.
     *
     * @throws ExperimentException if a run is missing or corrupt, or present twice with different contents
     */
    public void check() {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < experiment.trials().size(); i++) {
            if (bytes(experiment.trials().get(i)).isEmpty()) {
                missing.add(i);
            }
        }
        if (!missing.isEmpty()) {
            throw new ExperimentException(missing(missing));
        }
    }

    /**
     * Copies every run to a folder.
     *
     * @throws ExperimentException if a run has disappeared or is corrupt, or cannot be written
     */
    public void copy(TrialFolder target) {
        for (Trial trial : experiment.trials()) {
            target.keep(
                    trial,
                    bytes(trial)
                            .orElseThrow(() ->
                                    new ExperimentException(TrialFile.name(trial) + " went while it was merged")));
        }
    }

    /** Returns the stored bytes of a run; empty if no folder has it. */
    private Optional<byte[]> bytes(Trial trial) {
        byte[] bytes = null;
        TrialFile before = null;
        for (Path folder : folders) {
            TrialFile file = new TrialFile(folder, experiment.text().program(), trial);
            if (!file.exists()) {
                continue;
            }
            byte[] there = file.found()
                    .filter(TrialFile.StoredTrial::exact)
                    .map(TrialFile.StoredTrial::bytes)
                    .orElseThrow(() -> new ExperimentException(file.path()
                            + " is torn, or was changed, or is of another experiment or version; to run it again: "
                            + command(experiment.number(trial), " --out " + folder)));
            if (bytes != null && !Arrays.equals(bytes, there)) {
                throw new ExperimentException(
                        file.path() + " and " + before.path() + " are results of one run, and not the same");
            }
            bytes = there;
            before = file;
        }
        return Optional.ofNullable(bytes);
    }

    /** Returns a message about the missing runs, with the commands that produce them. */
    private String missing(List<Integer> missing) {
        List<String> first = missing.stream()
                .limit(MOST_NAMED)
                .map(i -> TrialFile.name(experiment.trials().get(i)))
                .toList();
        TreeSet<Integer> commands = new TreeSet<>();
        missing.forEach(i -> commands.add(i % shards()));
        List<String> named = commands.stream()
                .limit(MOST_NAMED)
                .map(trial -> command(trial, " --out DIR"))
                .toList();
        return missing.size() + " of " + experiment.trials().size() + " runs are in none of the folders: "
                + some(first, missing.size()) + "; to run them: " + some(named, commands.size());
    }

    private static String some(List<String> named, int all) {
        return String.join(", ", named) + (all > named.size() ? " and " + (all - named.size()) + " more" : "");
    }

    private int shards() {
        return experiment.text().told().shards();
    }

    /** Returns the command that runs the shard of a run. */
    private String command(int trial, String more) {
        return experiment.text().told().command() + " --shard " + Shard.having(trial, shards()) + more;
    }

    /** Difference between two descriptions. */
    private static final class Difference {
        private final ExperimentText one;
        private final ExperimentText two;

        private Difference(ExperimentText one, ExperimentText two) {
            this.one = one;
            this.two = two;
        }

        /** Returns a description of the first difference between two experiments; empty if there is none. */
        static Optional<String> between(ExperimentText one, ExperimentText two) {
            return new Difference(one, two).found();
        }

        private Optional<String> found() {
            return first("it is of another kind", ExperimentText::experiment)
                    .or(() -> first("it is of another scenario", text -> of(text, Scenario::name)))
                    .or(() -> first("the text of the scenario is another", text -> of(text, Scenario::text)))
                    .or(() ->
                            first("a file that the scenario reads has another text", text -> of(text, Scenario::files)))
                    .or(() -> first("it is of other variants", text -> of(text, Scenario::variants)))
                    .or(() -> first(
                            "other settings, parameters or prices are given", text -> of(text, Scenario::changes)))
                    .or(() -> first("other things are varied", ExperimentText::vary))
                    .or(() -> first("other metrics are looked at", ExperimentText::metrics))
                    .or(() -> first("the confidence is another", ExperimentText::confidence))
                    .or(() -> first("the replications are", ExperimentText::replications)
                            .map(words -> words + " " + two.replications() + ", and not " + one.replications()))
                    .or(() -> first("this program would read it otherwise", ExperimentText::digest));
        }

        private Optional<String> first(String words, Function<ExperimentText, Object> part) {
            return part.apply(one).equals(part.apply(two)) ? Optional.empty() : Optional.of(words);
        }

        private static List<Object> of(ExperimentText text, Function<Scenario, Object> part) {
            return text.scenarios().stream().map(part).toList();
        }
    }
}
