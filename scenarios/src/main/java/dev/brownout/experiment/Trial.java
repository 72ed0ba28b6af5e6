package dev.brownout.experiment;

import dev.brownout.export.ResultJson;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A replication of a point: one run of each arm, sequentially, with common random numbers.
 *
 * @param point point of the experiment
 * @param arms arms to run
 * @param replication number of the independent replication, from 0
 */
public record Trial(Point point, List<ExperimentArm> arms, int replication) {
    /** Copies the list. */
    public Trial {
        arms = List.copyOf(arms);
    }

    /**
     * A point of an experiment.
     *
     * @param number number of the point, from 0, in the order of execution
     * @param name unique name that is a valid folder name, such as {@code web.nodes=4}; empty if the experiment has a
     *     single point
     * @param file scenario of the point; the first one if two are compared
     * @param digest digest of all inputs of the point, in hexadecimal digits
     */
    public record Point(int number, String name, ScenarioFile file, String digest) {
        /** Creates a point at which one scenario is run. */
        public Point(int number, String name, ScenarioFile file) {
            this(number, name, file, file.digest());
        }
    }

    /** Returns the {@code result.json} that stores the results of this trial. Equal results yield equal bytes. */
    public byte[] json(List<VariantResult> results) {
        RunResult whole = point.file().result(results);
        return ResultJson.write(new RunResult(
                whole.scenario(),
                whole.name(),
                point.digest(),
                whole.question(),
                whole.answer(),
                whole.lesson(),
                whole.charts(),
                whole.variants()));
    }

    /** Creates the trials of consecutive replications of a point. */
    public static List<Trial> of(Point point, List<ExperimentArm> cases, int first, int count) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(new Trial(point, cases, first + i));
        }
        return trials;
    }
}
