package dev.brownout.tutorial.teaching;

import dev.brownout.translation.TextLanguage;

/**
 * Texts of the sheets and slides in one language. Each language implements all of them, so that a text without a
 * translation does not compile.
 */
sealed interface TeachingTexts permits EnglishTeachingTexts, KoreanTeachingTexts {
    /** Returns the texts in a language. */
    static TeachingTexts of(TextLanguage language) {
        return switch (language) {
            case en -> new EnglishTeachingTexts();
            case ko -> new KoreanTeachingTexts();
        };
    }

    /** Title of the sheet of a step. */
    String sheet(int number, String title);

    /** Blanks for name and date. */
    String nameAndDate();

    /** Heading of the guesses. */
    String guessesHeading();

    /** Task of the guesses. */
    String guessesTask();

    /** Column of the metrics. */
    String metric();

    /** Heading of the guesses about variants. */
    String violationsHeading();

    /** Task of the guesses about variants. */
    String violationsTask();

    /** Description of the first variant. */
    String asDesigned();

    /** Column of the bounds. */
    String bound();

    /** Heading of the run. */
    String runHeading();

    /** Task of the run. */
    String runTask();

    /** Heading of the experiments. */
    String experimentsHeading();

    /** Task of the experiments. */
    String experimentsTask();

    /** Blank for the result of an experiment, with the name of its assertion. */
    String experimentResult(String assertion);

    /** Heading of the questions. */
    String questionsHeading();

    /** Note that the page is generated. */
    String links(String step, String glossary);

    /** Title of the slides. */
    String slidesTitle();

    /** Introduction of the slides. */
    String slidesIntroduction(int lessons);

    /** Keys of the slides. */
    String slidesKeys();

    /** Label of a lesson on its first slide. */
    String lessonOf(int number, int last);

    /** Heading of the slide of the guesses. */
    String yourGuess();

    /** Heading of the slide of the estimates and measurements. */
    String estimatedAndMeasured();

    /** Heading of the slide of the verdicts. */
    String boundsAndMeasurements();

    /** Explanation of the signs of verdicts. */
    String signs();

    /** Heading of the slide of the chart. */
    String overTime();

    /** Heading of the slide of wrong guesses. */
    String frequentGuesses();

    /** Column of a guess. */
    String guess();

    /** Column of the number that follows from a guess. */
    String leadsTo();

    /** Column of the reason for a difference. */
    String reason();

    /** Title of the next lesson. */
    String next(String title);

    /** Label of the button to the previous slide. */
    String previousSlide();

    /** Label of the button to the next slide. */
    String nextSlide();
}
