package dev.brownout.testing;

import dev.brownout.experiment.ScenarioSource;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scenario of a test, with the settings that the test overrides. Immutable: every method returns a new object, so an
 * instance may be shared.
 */
public final class ScenarioUnderTest {
    private final Source source;
    private final Overrides overrides;
    private final int replications;
    private final double confidence;

    /** Source of the variants. */
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
        return of(overrides -> ResultSubject.of(source.check(overrides)));
    }

    /** Returns the scenario in a file. */
    public static ScenarioUnderTest file(Path path) {
        return of(ScenarioSource.file(path));
    }

    /** Returns a scenario from YAML text in the test. */
    public static ScenarioUnderTest text(String yaml) {
        return of(ScenarioSource.text(yaml));
    }

    /**
     * Returns a scenario of the built-in library.
     *
     * @throws IllegalArgumentException if the library has no scenario of that name
     */
    public static ScenarioUnderTest library(String name) {
        return of(ScenarioSource.library(name));
    }

    /** Returns a scenario built in code. It has a single variant, and settings of the language cannot be overridden. */
    public static ScenarioUnderTest scenario(Scenario scenario) {
        return of(overrides -> ResultSubject.of(scenario, overrides));
    }

    /** Returns a copy with a setting changed: {@code set("web.nodes", "4")}. */
    public ScenarioUnderTest set(String path, String value) {
        return new ScenarioUnderTest(source, overrides.with(path, value), replications, confidence);
    }

    /** Returns a copy with another value of one of the scenario's parameters. */
    public ScenarioUnderTest param(String name, String value) {
        List<String> params = new ArrayList<>(overrides.params());
        params.add(name + "=" + value);
        return new ScenarioUnderTest(source, new Overrides(params, overrides.sets()), replications, confidence);
    }

    /** Returns a copy with another seed of the random streams. */
    public ScenarioUnderTest seed(long seed) {
        return set("run.seed", Long.toString(seed));
    }

    /**
     * Returns a copy that runs as independent replications. Its verdicts are about the mean over the replications, at a
     * confidence level.
     *
     * @param replicationCount number of replications, 1 to 10,000
     * @param confidenceLevel confidence level of the interval of the mean, between 0 and 1, such as 0.95
     * @throws IllegalArgumentException if either is out of range
     */
    public ScenarioUnderTest replicated(int replicationCount, double confidenceLevel) {
        if (replicationCount < 1 || replicationCount > 10_000) {
            throw new IllegalArgumentException("replications are 1 to 10000, not " + replicationCount);
        }
        if (!(confidenceLevel > 0 && confidenceLevel < 1)) {
            throw new IllegalArgumentException("a confidence level is between 0 and 1, not " + confidenceLevel);
        }
        return new ScenarioUnderTest(source, overrides, replicationCount, confidenceLevel);
    }

    /**
     * Runs the first variant.
     *
     * @throws IllegalArgumentException if the scenario cannot run, with all its problems
     */
    public SimulatedRun run() {
        ResultSubject subject = subject();
        return subject.run(subject.variants().get(0), replications, confidence);
    }

    /**
     * Runs a variant.
     *
     * @throws IllegalArgumentException if the scenario has no variant of that name, or cannot run
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
