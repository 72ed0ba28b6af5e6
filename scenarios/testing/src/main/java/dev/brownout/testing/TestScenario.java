package dev.brownout.testing;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scenario of a test class, read once, with its variants. Each variant is run once, regardless of the number of tests
 * that use it.
 */
final class TestScenario {
    private static final ClassValue<TestScenario> OF = new ClassValue<>() {
        @Override
        protected TestScenario computeValue(Class<?> type) {
            return new TestScenario(type);
        }
    };

    private final ScenarioUnderTest simulate;
    private final ResultSubject subject;
    private final Map<String, SimulatedRun> runs = new ConcurrentHashMap<>();

    private TestScenario(Class<?> type) {
        SimulationTest test = type.getAnnotation(SimulationTest.class);
        if (test == null) {
            throw new IllegalArgumentException(type.getName() + " is no @SimulationTest");
        }
        this.simulate = with(found(type, test), test);
        this.subject = simulate.subject();
    }

    /**
     * Returns the scenario of a test class.
     *
     * @throws IllegalArgumentException if the class has no scenario, or its scenario cannot run
     */
    static TestScenario of(Class<?> type) {
        return OF.get(type);
    }

    List<String> variants() {
        return subject.variants();
    }

    List<String> assertions(String variant) {
        return subject.cases().stream()
                .filter(c -> c.name().equals(variant))
                .flatMap(c -> c.scenario().sla().keySet().stream())
                .toList();
    }

    SimulatedRun run(String variant) {
        return runs.computeIfAbsent(variant, name -> subject.run(name, simulate.replications(), simulate.confidence()));
    }

    private static ScenarioUnderTest with(ScenarioUnderTest plain, SimulationTest test) {
        if (test.seed().length > 1) {
            throw new IllegalArgumentException("a run has one seed, not " + test.seed().length);
        }
        ScenarioUnderTest changed = plain.replicated(test.replications(), test.confidence());
        for (String set : test.set()) {
            String[] sides = sides("set", set);
            changed = changed.set(sides[0], sides[1]);
        }
        for (String param : test.param()) {
            String[] sides = sides("param", param);
            changed = changed.param(sides[0], sides[1]);
        }
        for (long seed : test.seed()) {
            changed = changed.seed(seed);
        }
        return changed;
    }

    private static String[] sides(String attribute, String text) {
        String[] sides = text.split("=", 2);
        if (sides.length < 2) {
            throw new IllegalArgumentException(attribute + " = \"" + text + "\" sets nothing; expected NAME=VALUE");
        }
        return sides;
    }

    private static ScenarioUnderTest found(Class<?> type, SimulationTest test) {
        if (test.value().isEmpty() == test.text().isEmpty()) {
            throw new IllegalArgumentException(
                    "@SimulationTest of " + type.getName() + " needs a file or a text, and not both");
        }
        if (!test.text().isEmpty()) {
            return ScenarioUnderTest.text(test.text());
        }
        String name = test.value();
        if (Files.isRegularFile(Path.of(name))) {
            return ScenarioUnderTest.file(Path.of(name));
        }
        for (String place : List.of(name, "/" + name)) {
            URL resource = type.getResource(place);
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
