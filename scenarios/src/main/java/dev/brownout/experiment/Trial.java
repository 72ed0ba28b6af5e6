package dev.brownout.experiment;

import dev.brownout.export.ResultJson;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of each case of a point, one after another, on the same draws.
 *
 * @param point where in the experiment
 * @param cases what is run there
 * @param replication which independent repetition, from 0
 */
public record Trial(Point point, List<ExperimentArm> cases, int replication) {
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
     * @param file its scenario; of two that are compared the first
     * @param digest of all that is run there, in hexadecimal digits
     */
    public record Point(int number, String name, ScenarioFile file, String digest) {
        /** A point at which one scenario is run. */
        Point(int number, String name, ScenarioFile file) {
            this(number, name, file, file.digest());
        }
    }

    /** The {@code result.json} in which what came of it is kept: equal results are equal bytes. */
    public byte[] json(List<VariantResult> results) {
        RunResult whole = point.file().result(results);
        return ResultJson.write(new RunResult(
                whole.version(),
                whole.scenario(),
                whole.name(),
                point.digest(),
                whole.question(),
                whole.lesson(),
                whole.charts(),
                whole.variants()));
    }

    /** Some replications of a point. */
    static List<Trial> of(Point point, List<ExperimentArm> cases, int first, int count) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(new Trial(point, cases, first + i));
        }
        return trials;
    }
}
