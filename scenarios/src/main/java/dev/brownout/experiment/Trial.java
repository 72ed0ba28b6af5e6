package dev.brownout.experiment;

import dev.brownout.language.ScenarioFile;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of each case of a point, one after another, on the same draws.
 *
 * @param point where in the experiment
 * @param cases what is run there
 * @param replication which independent repetition, from 0
 */
public record Trial(Point point, List<Case> cases, int replication) {
    /** Takes the list as it is now. */
    public Trial {
        cases = List.copyOf(cases);
    }

    /**
     * One point of an experiment.
     *
     * @param number from 0, in the order in which they are run
     * @param name unlike that of every other point, and one that a folder can have, such as {@code web.nodes=4}; empty
     *     for an experiment with a single one
     * @param file its scenario
     */
    public record Point(int number, String name, ScenarioFile file) {}

    /** Some replications of a point. */
    static List<Trial> of(Point point, List<Case> cases, int first, int count) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(new Trial(point, cases, first + i));
        }
        return trials;
    }
}
