package dev.brownout.reference;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlResource;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.RunResult;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Texts of a scenario in one language. The English texts are those of the scenario, the Korean ones of a step of the
 * course are in {@code lessons.ko.yaml}.
 *
 * @param title title of the scenario
 * @param question question of the scenario
 * @param answer answer to the question, with metrics in braces
 * @param lesson lesson of the scenario
 * @param names explanations of the names of predictions, assertions and variants, which are in English in each
 *     language; empty in English
 */
public record StepTexts(String title, String question, String answer, String lesson, Map<String, String> names) {
    private static final String FILE = "lessons.ko.yaml";
    private static final Map<String, StepTexts> SHIPPED = new ConcurrentHashMap<>();

    /** Copies the map, with its order. */
    public StepTexts {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /** Lazy holder of the Korean texts, which are parsed once. */
    private static final class KoreanSteps {
        static final Entries ALL = read();

        private static Entries read() {
            try (InputStream in = StepTexts.class.getResourceAsStream(FILE)) {
                return YamlResource.entries(in, FILE);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** Returns the texts of a scenario of the course in a language. */
    public static StepTexts of(TextLanguage language, ScenarioFile file) {
        return switch (language) {
            case en -> english(file);
            case ko -> translation(language, file.name()).orElseGet(() -> ofLibrary(file));
        };
    }

    /** Returns the Korean title and question of a scenario of the library; its other texts are in English. */
    private static StepTexts ofLibrary(ScenarioFile file) {
        KoreanSentences sentences = KoreanSentences.ofLibrary();
        return new StepTexts(
                sentences.of(file.title()).orElse(file.title()),
                sentences.of(file.question()).orElse(file.question()),
                file.answer(),
                file.lesson(),
                Map.of());
    }

    /**
     * Returns the texts of a scenario of the library in a language other than English; empty for English, and for a
     * scenario that is no step of the course.
     */
    public static Optional<StepTexts> translation(TextLanguage language, String scenario) {
        return switch (language) {
            case en -> Optional.empty();
            case ko ->
                new ShippedLibrary().ladder().contains(scenario) ? Optional.of(korean(scenario)) : Optional.empty();
        };
    }

    /** Returns the name of a prediction, assertion or variant, with its explanation in parentheses. */
    public String explained(String name) {
        return name + explanation(name);
    }

    /** Returns the explanation of a name in parentheses after a space; empty without one. */
    public String explanation(String name) {
        return names.containsKey(name) ? " (" + names.get(name) + ")" : "";
    }

    /**
     * Returns a result with the texts of its scenario in a language. Only texts of steps of the course exist in other
     * languages than English; a changed text stays as it is.
     */
    public static RunResult translate(TextLanguage language, RunResult result) {
        return translation(language, result.name())
                .map(after -> translate(result, shippedInstance(result.name()), after))
                .orElse(result);
    }

    private static RunResult translate(RunResult result, StepTexts before, StepTexts after) {
        return new RunResult(
                sameText(result.scenario(), before.title, after.title),
                result.name(),
                result.digest(),
                sameText(result.question(), before.question, after.question),
                sameText(result.answer(), before.answer, after.answer),
                sameText(result.lesson(), before.lesson, after.lesson),
                result.charts(),
                result.variants());
    }

    private static String sameText(String text, String english, String translated) {
        return text.equals(english) ? translated : text;
    }

    /** Returns the English texts of a scenario of the library. A scenario is read once. */
    private static StepTexts shippedInstance(String scenario) {
        return SHIPPED.computeIfAbsent(scenario, StepTexts::read);
    }

    private static StepTexts read(String scenario) {
        ShippedLibrary library = new ShippedLibrary();
        try {
            return english(
                    new Loader(library).load(scenario, library.text(scenario).orElseThrow(), Overrides.NONE));
        } catch (InvalidScenarioException impossible) {
            throw new IllegalStateException(impossible.render(), impossible);
        }
    }

    private static StepTexts english(ScenarioFile file) {
        return new StepTexts(file.title(), file.question(), file.answer(), file.lesson(), Map.of());
    }

    /**
     * Returns the Korean texts of a step.
     *
     * @param scenario name of its scenario in the library
     * @throws IllegalStateException if a text is missing
     */
    static StepTexts korean(String scenario) {
        String name = scenario.substring(scenario.indexOf('/') + 1);
        if (!(KoreanSteps.ALL.get(name) instanceof Entries step)) {
            throw new IllegalStateException(FILE + ": " + name + " is missing");
        }
        return new StepTexts(
                text(step, "title"), text(step, "question"), text(step, "answer"), text(step, "lesson"), names(step));
    }

    private static Map<String, String> names(Entries step) {
        if (!(step.get("names") instanceof Entries named)) {
            throw new IllegalStateException(FILE + ": names is missing");
        }
        Map<String, String> names = new LinkedHashMap<>();
        named.entries().keySet().forEach(name -> names.put(name, text(named, name)));
        return names;
    }

    private static String text(Entries step, String key) {
        if (!(step.get(key) instanceof Text text)) {
            throw new IllegalStateException(FILE + ": " + key + " is missing");
        }
        return text.value();
    }
}
