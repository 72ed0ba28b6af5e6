package dev.brownout.experiment;

import dev.brownout.experiment.Trial.Point;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.layer.Variation;
import dev.brownout.language.layer.Variation.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tries designs: values of some settings, each with a number of replications, and remembers what came of them. */
final class Designs {
    private final Experiment experiment;
    private final ScenarioFile file;
    private final List<Variation> variations;
    private final double level;
    private final Execution execution;
    private final Map<List<Value>, Summary> tried = new LinkedHashMap<>();
    private final List<Trial> done = new ArrayList<>();
    private int begun;

    /** Says that the execution was stopped. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Designs of a variant, the only one of an experiment.
     *
     * @param file the scenario as it is written
     * @param level confidence of each verdict on each assertion
     */
    Designs(Experiment experiment, ScenarioFile file, List<Variation> variations, double level, Execution execution) {
        this.experiment = experiment;
        this.file = file;
        this.variations = List.copyOf(variations);
        this.level = level;
        this.execution = execution;
    }

    /** What comes of a design. */
    Answer answer(List<Value> design) {
        return Answer.of(summary(design).sla(level).values());
    }

    /** What comes of a design if money is no object: of the assertions that are not about what it costs. */
    Answer answerAtAnyPrice(List<Value> design) {
        return Answer.of(summary(design).sla(level).values().stream()
                .filter(judgement -> !judgement.together().unit().startsWith("$"))
                .toList());
    }

    /** What the replications of a design showed. */
    Summary summary(List<Value> design) {
        Summary there = tried.get(design);
        if (there != null) {
            return there;
        }
        ScenarioFile changed = experiment.source().checked(Lattice.at(variations, design, experiment.changes()));
        Point point = new Point(begun++, Lattice.folder(variations, design), changed);
        List<Case> cases = experiment.cases(changed, VariantRuns.named(changed, experiment.variants()));
        Summary summary = new Summary(cases.get(0).name());
        execution.progress().begins(Lattice.words(variations, design), experiment.replications());
        try {
            execution.run(0, Trial.of(point, cases, 0, experiment.replications()), outcome -> {
                summary.add(outcome.observations().get(0));
                done.add(outcome.trial());
            });
        } finally {
            execution.progress().ends();
        }
        if (summary.size() < experiment.replications()) {
            throw new Interrupted();
        }
        tried.put(design, summary);
        return summary;
    }

    /** The designs tried so far. */
    Tried tried() {
        return new Tried(file, variations, tried, level, done);
    }
}
