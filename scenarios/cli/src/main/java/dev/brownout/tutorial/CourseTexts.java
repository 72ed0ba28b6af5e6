package dev.brownout.tutorial;

import dev.brownout.translation.TextLanguage;

/**
 * Messages of the course in one language. Each language implements all of them, so that a message without a translation
 * does not compile.
 */
public sealed interface CourseTexts permits EnglishCourseTexts, KoreanCourseTexts {
    /** Returns the messages in a language. */
    static CourseTexts of(TextLanguage language) {
        return switch (language) {
            case en -> new EnglishCourseTexts();
            case ko -> new KoreanCourseTexts();
        };
    }

    /** Heading of the list of steps. */
    String course();

    /** Heading of a step: its number, the number of steps and its title. */
    String step(int number, int last, String title);

    /** Heading of the calls of a scenario. */
    String calls();

    /** Heading of the components and settings of a scenario. */
    String design();

    /** Heading of the explanations of predictions, assertions and variants by name. */
    String names();

    /** Heading of the changes since the step with a title. */
    String changesSince(String title);

    /** A component, request class or region that the previous step lacks. */
    String added(String part);

    /** Components, request classes and regions that the step lacks. */
    String removed(String parts);

    /** A fault, as the scenario writes it. */
    String fault(String fault);

    /** A setting that the step lacks. */
    String noLonger(String setting);

    /** Number of calls in a row. */
    String times(int calls);

    /** Heading of the comparison of guesses, predictions and measurements. */
    String comparison();

    /** Heading of the lesson. */
    String lesson();

    /** Heading of further commands. */
    String seeMore();

    /** Result of the command that shows the scenario. */
    String theScenario();

    /** Result of the command that writes charts and a report. */
    String chartsAndReport();

    /** Hint at the command of the next step. */
    String next(String command);

    /** Prompt for the next step, given its number and title. */
    String nextPrompt(int number, String title);

    /** Prompt after the last step. */
    String completedPrompt();

    /** Hint at the command that continues the course. */
    String resume(String command);

    /** Hint at the command that repeats the step. */
    String repeat(String command);

    /** Error for an input that is no step. */
    String unknownStep(String input);

    /** Heading of the questions. */
    String guesses();

    /** Error for an input of another form, with the expected form. */
    String invalidInput(String expected);

    /** Expected form of a value in a unit: {@code ns}, {@code ratio}, {@code 1/s}, {@code B}, {@code $} and so on. */
    String form(String unit);

    /** Question about the only variant. */
    String askMet();

    /** Question about several variants. */
    String askViolated();

    /** Word for "no variant" in an answer. */
    String none();

    /** Returns whether an answer is yes. */
    boolean isYes(String answer);

    /** Returns whether an answer is no. */
    boolean isNo(String answer);

    /** Column of the names of predictions. */
    String prediction();

    /** Column of the guesses. */
    String yourGuess();

    /** Column of the analytical estimates. */
    String predicted();

    /** Column of the measurements. */
    String measured();

    /** Column of the relative errors of the guesses. */
    String error();

    /** Result of a guess about variants: the name of the assertion, the guess and the result. */
    String guessed(String name, String guess, String result);

    /** Result of a correct guess. */
    String correct();

    /** Result of a wrong guess, with the correct answer. */
    String wrong(String answer);

    /** The only variant meets the assertion. */
    String met();

    /** The only variant violates the assertion. */
    String violated();

    /** No variant violates the assertion. */
    String noneViolates();

    /** The variants with these numbers violate the assertion. */
    String violatedBy(String numbers);
}
