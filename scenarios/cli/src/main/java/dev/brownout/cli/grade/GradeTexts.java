package dev.brownout.cli.grade;

import dev.brownout.grading.Grade.Status;
import dev.brownout.translation.LanguageScope;

/**
 * Texts of grades and of feedback in one language. Each language implements all of them, so that a text without a
 * translation does not compile.
 */
sealed interface GradeTexts permits EnglishGradeTexts, KoreanGradeTexts {
    /** Returns the texts in the language of the current scope. */
    static GradeTexts current() {
        return switch (LanguageScope.current()) {
            case en -> new EnglishGradeTexts();
            case ko -> new KoreanGradeTexts();
        };
    }

    /** Part of a number. */
    String of(String part, String whole);

    /** Points and their maximum. */
    String pointsOf(String points, String most);

    /** Heading of the assertions that students see. */
    String assertions();

    /** Heading of the hidden tests. */
    String hiddenTests();

    /** Reason why there is no score. */
    String noScore(String status);

    /** Outcome of the grading. */
    String status(Status status);

    /** Verdict on a relation. */
    String verdict(String assertion, String relation, String verdict);

    /** Points for a relation that is met in place of the required one. */
    String credit(String points, String relation);

    /** Heading of the maximum points. */
    String most();

    /** Heading of the grades of a class. */
    String grades();

    /** Summary of a class. */
    String submissions(int number, long full, String most, String mean);

    /** Number of submissions with an outcome other than points. */
    String counted(long number, Status status);

    /** Number of messages that are left out. */
    String more(int number);
}
