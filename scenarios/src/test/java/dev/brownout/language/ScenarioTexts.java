package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/** Loads scenarios for tests of the language. */
public final class ScenarioTexts {
    /** A valid scenario, which tests modify. */
    public static final String GOOD = """
            run: 10m
            load: 100/s
            components:
              web: { kind: server, nodes: 12 }
              cache: { kind: cache, entries: 10, source: db }
              db: { kind: database, replicas: 2 }
            requests:
              page: { path: [web, db] }
            """;

    private ScenarioTexts() {}

    /**
     * Returns a text with each occurrence of some parts replaced, one part after the other. Fails if a part does not
     * occur.
     *
     * @param edits each part and its replacement
     */
    public static String replaceParts(String text, String... edits) {
        String result = text;
        for (int i = 0; i < edits.length; i += 2) {
            assertThat(result).contains(edits[i]);
            result = result.replace(edits[i], edits[i + 1]);
        }
        return result;
    }

    static ScenarioFile load(String text, Overrides overrides) {
        try {
            return new Loader(SampleVerbs.dialect(), ScenarioTexts::library).load("test", text, overrides);
        } catch (InvalidScenarioException problems) {
            throw new AssertionError(problems.render(), problems);
        }
    }

    static ScenarioFile load(String text) {
        return load(text, Overrides.NONE);
    }

    public static Scenario scenario(String text) {
        return load(text).variants().get(0).scenario();
    }

    public static ScenarioFile.Variant set(String text, String... sets) {
        return load(text, new Overrides(List.of(), List.of(sets))).variants().get(0);
    }

    static InvalidScenarioException problems(String text, Overrides overrides) {
        Loader loader = new Loader(SampleVerbs.dialect(), ScenarioTexts::library);
        InvalidScenarioException problems =
                catchThrowableOfType(InvalidScenarioException.class, () -> loader.load("test", text, overrides));
        assertThat(problems).as("problems").isNotNull();
        return problems;
    }

    static InvalidScenarioException problems(String text) {
        return problems(text, Overrides.NONE);
    }

    /** Returns the problems of a scenario that the standard language or the build rejects. */
    public static InvalidScenarioException rejection(String text) {
        InvalidScenarioException problems = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> new Loader(none -> Optional.empty())
                        .load("site", text, Overrides.NONE)
                        .check(Overrides.NONE));
        assertThat(problems).as(text).isNotNull();
        return problems;
    }

    /** Returns the value and the origin of a setting, or {@code none}. */
    public static String origin(ScenarioFile.Variant variant, String path) {
        return variant.settings().stream()
                .filter(s -> s.path().equals(path))
                .map(s -> s.value() + " " + s.origin())
                .findFirst()
                .orElse("none");
    }

    private static Optional<String> library(String name) {
        return name.equals("parent")
                ? Optional.of(GOOD + "sla:\n  up: availability >= 99%\n")
                : name.startsWith("endless")
                        ? Optional.of("use: endless" + name.length() + "\n" + GOOD)
                        : Optional.empty();
    }
}
