package dev.brownout.testing;

import dev.brownout.experiment.ScenarioSource;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A scenario that a test is about, with what the test changes about it. Every method returns another one: what is made
 * once may be shared.
 */
public final class ScenarioUnderTest {
    private final Source source;
    private final Overrides overrides;
    private final int replications;
    private final double confidence;

    /** Where the variants come from. */
    @FunctionalInterface
    private interface Source {
        ResultSubject read(Overrides overrides);
    }

    private ScenarioUnderTest(Source source, Overrides overrides, int replications, double confidence) {
        this.source = source;
        this.overrides = overrides;
        this.replications = replications;
        this.confidence = confidence;
    }

    private static ScenarioUnderTest of(Source source) {
        return new ScenarioUnderTest(source, Overrides.NONE, 1, 0.95);
    }

    private static ScenarioUnderTest of(ScenarioSource source) {
        return of(overrides -> ResultSubject.of(source.checked(overrides)));
    }

    /** The scenario in a file. */
    public static ScenarioUnderTest file(Path path) {
        return of(ScenarioSource.file(path));
    }

    /** A scenario written in the test. */
    public static ScenarioUnderTest text(String yaml) {
        return of(ScenarioSource.text(yaml));
    }

    /**
     * A scenario that comes with the program.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ScenarioUnderTest library(String name) {
        return of(ScenarioSource.library(name));
    }

    /** A scenario built in code: a single variant, to which no settings of the language apply. */
    public static ScenarioUnderTest scenario(Scenario scenario) {
        return of(overrides -> ResultSubject.of(scenario, overrides));
    }

    /** With a setting changed: {@code set("web.nodes", "4")}. */
    public ScenarioUnderTest set(String path, String value) {
        return new ScenarioUnderTest(source, overrides.with(path, value), replications, confidence);
    }

    /** With another value of one of its parameters. */
    public ScenarioUnderTest param(String name, String value) {
        List<String> params = new ArrayList<>(overrides.params());
        params.add(name + "=" + value);
        return new ScenarioUnderTest(source, new Overrides(params, overrides.sets()), replications, confidence);
    }

    /** With other draws. */
    public ScenarioUnderTest seed(long seed) {
        return set("run.seed", Long.toString(seed));
    }

    /**
     * Repeated independently; verdicts are then about the mean over the repetitions, at a level of confidence.
     *
     * @param times 1 to 10,000
     * @param level between 0 and 1, such as 0.95
     * @throws IllegalArgumentException if either is out of range
     */
    public ScenarioUnderTest replicated(int times, double level) {
        if (times < 1 || times > 10_000) {
            throw new IllegalArgumentException("replications are 1 to 10000, not " + times);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1, not at " + level);
        }
        return new ScenarioUnderTest(source, overrides, times, level);
    }

    /**
     * Runs the first variant.
     *
     * @throws IllegalArgumentException if the scenario cannot run, with everything that is wrong with it
     */
    public SimulatedRun run() {
        ResultSubject subject = subject();
        return subject.run(subject.variants().get(0), replications, confidence);
    }

    /**
     * Runs a variant.
     *
     * @throws IllegalArgumentException if there is none of that name, or the scenario cannot run
     */
    public SimulatedRun run(String variant) {
        return subject().run(variant, replications, confidence);
    }

    ResultSubject subject() {
        return source.read(overrides);
    }

    int replications() {
        return replications;
    }

    double confidence() {
        return confidence;
    }
}
