package dev.brownout.reference;

import dev.brownout.translation.LanguageScope;

/**
 * Headings of pages of the manual in one language. Each language implements all of them, so that a message without a
 * translation does not compile.
 */
public sealed interface ManualTexts permits EnglishManualTexts, KoreanManualTexts {
    /** Returns the messages in the language of the current scope. */
    static ManualTexts current() {
        return switch (LanguageScope.current()) {
            case en -> new EnglishManualTexts();
            case ko -> new KoreanManualTexts();
        };
    }

    /** Heading of the parameters. */
    String parameters();

    /** Heading of the metrics, which may be further ones. */
    String metrics(boolean further);

    /** Heading of the description of the model, which exists in English alone. */
    String model();

    /** Heading of the limits of the model, which exist in English alone. */
    String notModelled();

    /** Heading of the checks of the model, which exist in English alone. */
    String validated();

    /** Heading of the sources. */
    String sources();

    /** Default of a parameter, after its type. */
    String byDefault(String text);

    /** Hint how to print one part of a long page. */
    String onePart(String word, String parts);

    /** End of the type of a required parameter. */
    String required();

    /** Source of a default, which exists in English alone. */
    String source(String source);

    /** Title of analytical estimates, which exist in English alone. */
    String estimates(String title);
}
