package dev.brownout.cli;

import dev.brownout.experiment.Answer;
import dev.brownout.experiment.Case;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.Experiment.Trial;
import dev.brownout.experiment.Summary;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.layer.Variation;
import dev.brownout.language.layer.Variation.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tries designs: values of some settings, each with a number of replications, and remembers what came of them. */
final class Designs {
    private final String scenario;
    private final String variant;
    private final ExperimentOptions options;
    private final List<Variation> variations;
    private final int replications;
    private final double level;
    private final ExperimentFolder folder;
    private final Bench bench;
    private final Map<List<Value>, Summary> tried = new LinkedHashMap<>();
    private final List<Trial> done = new ArrayList<>();

    /** Runs trials and says how far they have come. */
    @FunctionalInterface
    interface Bench {
        void run(String design, List<Trial> trials, Consumer<Experiment.Outcome> results);
    }

    /** Says that the user asked to end. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Designs of a variant.
     *
     * @param level confidence of each verdict on each assertion
     * @param bench runs the trials of a design
     */
    Designs(
            String scenario,
            String variant,
            ExperimentOptions options,
            List<Variation> variations,
            int replications,
            double level,
            ExperimentFolder folder,
            Bench bench) {
        this.scenario = scenario;
        this.variant = variant;
        this.options = options;
        this.variations = List.copyOf(variations);
        this.replications = replications;
        this.level = level;
        this.folder = folder;
        this.bench = bench;
    }

    /** What comes of a design. */
    Answer answer(List<Value> point) {
        return Answer.of(summary(point).sla(level).values());
    }

    /** What comes of a design if money is no object: of the assertions that are not about what it costs. */
    Answer answerAtAnyPrice(List<Value> point) {
        return Answer.of(summary(point).sla(level).values().stream()
                .filter(judgement -> !judgement.together().unit().startsWith("$"))
                .toList());
    }

    private Summary summary(List<Value> point) {
        Summary there = tried.get(point);
        if (there != null) {
            return there;
        }
        try {
            ScenarioFile file =
                    new ScenarioFinder().checked(scenario, Lattice.at(variations, point, options.overrides()));
            int number = folder.add(new TrialFolder.Point(Lattice.folder(variations, point), file));
            List<Case> cases = ExperimentOptions.cases(file, ScenarioOptions.variants(file, List.of(variant)));
            Summary summary = new Summary(variant);
            List<Trial> trials = new ArrayList<>();
            for (int i = 0; i < replications; i++) {
                trials.add(new Trial(number, cases, i));
            }
            bench.run(Lattice.words(variations, point), trials, outcome -> {
                summary.add(outcome.observations().get(0));
                done.add(outcome.trial());
            });
            if (summary.size() < replications) {
                throw new Interrupted();
            }
            tried.put(point, summary);
            return summary;
        } catch (Refusal refusal) {
            throw new Refused(refusal);
        }
    }

    /** The designs tried, and what their replications showed. */
    Map<List<Value>, Summary> tried() {
        return tried;
    }

    /** The trials that were finished. */
    List<Trial> done() {
        return done;
    }

    /** What is varied. */
    List<Variation> variations() {
        return variations;
    }

    /** The confidence of each verdict on each assertion. */
    double level() {
        return level;
    }

    /** All that was tried, as a sweep that has holes where nothing was. */
    Sweep sweep(ScenarioFile file) throws Refusal {
        List<Variation> there = new ArrayList<>();
        for (int i = 0; i < variations.size(); i++) {
            int which = i;
            List<Value> values = tried.keySet().stream()
                    .map(point -> point.get(which))
                    .distinct()
                    .toList();
            Variation all = new Variation(variations.get(i).path(), values);
            there.add(all.growing());
        }
        Lattice lattice = new Lattice(there);
        List<List<Summary>> summaries = lattice.points().stream()
                .map(point -> tried.containsKey(point) ? List.of(tried.get(point)) : List.<Summary>of())
                .toList();
        return new Sweep(file, lattice, summaries, level);
    }
}
