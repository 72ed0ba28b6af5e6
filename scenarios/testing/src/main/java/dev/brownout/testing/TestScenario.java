package dev.brownout.testing;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scenario of a test class, with its variants. It is read once. Each variant is run once, regardless of the number of
 * tests that use it.
 */
final class TestScenario {
    private static final ClassValue<TestScenario> SCENARIOS = new ClassValue<>() {
        @Override
        protected TestScenario computeValue(Class<?> type) {
            return new TestScenario(type);
        }
    };

    private final ScenarioUnderTest scenario;
    private final ResultSubject subject;
    private final Map<String, SimulatedRun> runs = new ConcurrentHashMap<>();

    private TestScenario(Class<?> type) {
        SimulationTest annotation = type.getAnnotation(SimulationTest.class);
        if (annotation == null) {
            throw new IllegalArgumentException(type.getName() + " is no @SimulationTest");
        }
        this.scenario = applySettings(findScenario(type, annotation), annotation);
        this.subject = scenario.subject();
    }

    /**
     * Returns the scenario of a test class.
     *
     * @throws IllegalArgumentException if the class has no scenario, or its scenario cannot run
     */
    static TestScenario of(Class<?> type) {
        return SCENARIOS.get(type);
    }

    List<String> variants() {
        return subject.variants();
    }

    List<String> assertions(String variant) {
        return subject.arms().stream()
                .filter(arm -> arm.name().equals(variant))
                .flatMap(arm -> arm.scenario().evaluation().sla().keySet().stream())
                .toList();
    }

    /** Returns the line of an assertion in the file. */
    int line(String assertion) {
        return subject.lines().get(assertion);
    }

    SimulatedRun run(String variant) {
        return runs.computeIfAbsent(variant, name -> subject.run(name, scenario.replications(), scenario.confidence()));
    }

    private static ScenarioUnderTest applySettings(ScenarioUnderTest scenario, SimulationTest annotation) {
        if (annotation.seed().length > 1) {
            throw new IllegalArgumentException("a run has one seed, not " + annotation.seed().length);
        }
        ScenarioUnderTest changed = scenario.replicated(annotation.replications(), annotation.confidence());
        for (String set : annotation.set()) {
            String[] assignment = splitAssignment("set", set);
            changed = changed.set(assignment[0], assignment[1]);
        }
        for (String param : annotation.param()) {
            String[] assignment = splitAssignment("param", param);
            changed = changed.param(assignment[0], assignment[1]);
        }
        for (long seed : annotation.seed()) {
            changed = changed.seed(seed);
        }
        return changed;
    }

    private static String[] splitAssignment(String attribute, String text) {
        String[] assignment = text.split("=", 2);
        if (assignment.length < 2) {
            throw new IllegalArgumentException(attribute + " = \"" + text + "\" sets nothing; expected NAME=VALUE");
        }
        return assignment;
    }

    private static ScenarioUnderTest findScenario(Class<?> type, SimulationTest annotation) {
        if (annotation.value().isEmpty() == annotation.text().isEmpty()) {
            throw new IllegalArgumentException(
                    "@SimulationTest of " + type.getName() + " needs a file or a text, and not both");
        }
        if (!annotation.text().isEmpty()) {
            return ScenarioUnderTest.text(annotation.text());
        }
        String name = annotation.value();
        if (Files.isRegularFile(Path.of(name))) {
            return ScenarioUnderTest.file(Path.of(name));
        }
        for (String resourceName : List.of(name, "/" + name)) {
            URL resource = type.getResource(resourceName);
            if (resource != null && resource.getProtocol().equals("file")) {
                return ScenarioUnderTest.file(path(resource));
            }
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            throw new IllegalArgumentException(
                    "there is no " + name + ": neither below " + Path.of("").toAbsolutePath()
                            + " nor on the class path beside " + type.getName() + " or at its root");
        }
        return ScenarioUnderTest.library(name);
    }

    private static Path path(URL resource) {
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
