package dev.brownout.cli.grade;

import dev.brownout.translation.LanguageScope;

/**
 * Texts of a rubric and of the check of an assignment in one language. Each language implements all of them, so that a
 * text without a translation does not compile.
 */
sealed interface RubricTexts permits EnglishRubricTexts, KoreanRubricTexts {
    /** Returns the texts in the language of the current scope. */
    static RubricTexts current() {
        return switch (LanguageScope.current()) {
            case en -> new EnglishRubricTexts();
            case ko -> new KoreanRubricTexts();
        };
    }

    /** Maximum points of the assignment. */
    String total(String points);

    /** Introduction of the points of each assertion. */
    String assertions();

    /** Name of a relation that has a part of the points of an assertion. */
    String inPart(String assertion);

    /** Maximum points of the hidden tests. */
    String hidden(String points);

    /** Note of an assignment without hidden tests. */
    String notHidden();

    /** Introduction of the settings that may change. */
    String settings();

    /** Any value of a setting. */
    String any();

    /** Note that other settings must not change. */
    String rest();

    /** Note on the numbers that depend on the student. */
    String numbers(String paths);

    /** Limits of a submission. */
    String limits(String kilobytes, long events);

    /** Heading of the grades at the extremes of the numbers. */
    String extremes();

    /** Message about a model answer that lacks points with these numbers. */
    String insufficientAnswer(String numbers);

    /** Message about an unchanged scenario that has all points with these numbers. */
    String sufficientStart(String numbers);
}
