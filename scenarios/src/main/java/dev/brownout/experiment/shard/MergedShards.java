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

/** The folders of the parts of one experiment, each described alike, and complete together. */
public final class MergedShards {
    private static final int MOST_NAMED = 3;

    private final List<Path> folders;
    private final DescribedExperiment experiment;

    private MergedShards(List<Path> folders, DescribedExperiment experiment) {
        this.folders = List.copyOf(folders);
        this.experiment = experiment;
    }

    /**
     * Reads what the folders say of themselves.
     *
     * @param folders one at least; how the experiment is told says the first
     * @param program version of this program, which must be that of all
     * @param warnings hears what is odd about the scenario
     * @throws ExperimentException if one is no folder of a shard, of another experiment or another version
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

    /** The whole experiment. */
    public DescribedExperiment experiment() {
        return experiment;
    }

    /**
     * Looks at every run of the experiment in every folder.
     *
     * @throws ExperimentException if one is missing or torn, or there twice and not the same
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
     * Copies every run.
     *
     * @throws ExperimentException if one is not as it was looked at, or cannot be written
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

    /** What was kept of a run; empty where nothing was in any folder. */
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

    /** Which runs are missing, and what gives them. */
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

    /** The command that does a run, among others. */
    private String command(int trial, String more) {
        return experiment.text().told().command() + " --shard " + Shard.having(trial, shards()) + more;
    }

    /** In what two descriptions differ. */
    private static final class Difference {
        private final ExperimentText one;
        private final ExperimentText two;

        private Difference(ExperimentText one, ExperimentText two) {
            this.one = one;
            this.two = two;
        }

        /** The first of those things that make them different experiments, in words. */
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
