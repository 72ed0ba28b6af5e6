package dev.brownout.translation;

/**
 * Texts for the verdicts of assertions and of a run in one language. Each language implements all of them, so that a
 * message without a translation does not compile.
 */
public sealed interface VerdictTexts permits EnglishVerdictTexts, KoreanVerdictTexts {
    /** Returns the messages in the language of the current scope. */
    static VerdictTexts current() {
        return switch (LanguageScope.current()) {
            case en -> new EnglishVerdictTexts();
            case ko -> new KoreanVerdictTexts();
        };
    }

    /** Outcome of a run in which each verdict is expected. */
    String pass();

    /** Outcome of a run with an unexpected verdict. */
    String fail();

    /** An assertion is met. */
    String met();

    /** An assertion is violated. */
    String violated();

    /** A metric has no value. */
    String noData();

    /** Replaces a value of a variant that was not run, in a sentence. */
    String notRun();

    /** A verdict is open. */
    String undecided();

    /** A violation that the scenario expects. */
    String expectedViolation();

    /** A metric without a value, as the scenario expects. */
    String noDataExpected();

    /** A missing value that the scenario expects. */
    String expected();

    /** A verdict although the scenario expects a violation. */
    String violationExpected(String verdict);

    /** A range without an upper end. */
    String orMore(String low);

    /** A range. */
    String range(String low, String high);

    /** A value that equals its bound. */
    String atTheBound();

    /** Distance of a share from its bound, in percentage points. */
    String points(String points, boolean above);

    /** A value as a share of its bound. */
    String ofTheBound(String share);

    /** A value as a multiple of its bound, such as {@code 13x}. */
    String timesTheBound(String factor);

    /** Time of an interval that violates an assertion that is met as a whole. */
    String intervalOutside(String at);

    /** Time of the first interval that violates an assertion. */
    String firstViolated(String at);

    /** Time of the first violation in a list of notes. */
    String firstAt(String at);

    /** Time of the first violation after a verdict. */
    String since(String at);

    /** Name of an assertion with the time of its first violation. */
    String wasFirstViolated(String name, String at);

    /** A run that did not reach its end. */
    String endedEarly();

    /** Numbers of verdicts up to an early end. */
    String untilThen(String counts);

    /** Number of assertions with an unexpected verdict. */
    String unexpected(int number, int all, String verdict);

    /** Number of further assertions with an unexpected verdict. */
    String further(int number, String verdict);

    /** Number of assertions that are met. */
    String assertionsMet(int number);

    /** Number of expected violations. */
    String expectedViolations(int number);

    /** A run without assertions. */
    String noAssertions();

    /** Explanation of the mark of an expected violation. */
    String legend();

    /** Number of further assertions with an expected violation that did not occur. */
    String moreUnbroken(int number);

    /** Names of assertions that are met. */
    String metNames(int number, String names);

    /** Subject of an early end. */
    String theRun();

    /** Time and reason of an early end, after its subject. */
    String early(String at, String of, String why);

    /** Reason of an early end. */
    String earlyBriefly(String name, String why);

    /** Distance of a share from 100 %, relative to that of its bound. */
    String allowedRemainder(String percent);

    /** Bound of an assertion in a sentence. */
    String theBound(String bound);

    /** Distance of a share from its bound in a sentence, in percentage points. */
    String pointsFrom(String points, boolean below, String bound);

    /** Multiple of a bound in a sentence. */
    String times(String factor, String bound);

    /** Bound of an assertion, after its value. */
    String bound(String bound);

    /** Number of further violated assertions. */
    String moreViolated(int number);
}
