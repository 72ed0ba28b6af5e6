package dev.brownout.cli.grade;

import dev.brownout.grading.Grade.Status;

/** Texts of grades in English. */
record EnglishGradeTexts() implements GradeTexts {
    @Override
    public String of(String part, String whole) {
        return part + " of " + whole;
    }

    @Override
    public String pointsOf(String points, String most) {
        return points + " of " + most + " points";
    }

    @Override
    public String assertions() {
        return "Assertions";
    }

    @Override
    public String hiddenTests() {
        return "Hidden tests";
    }

    @Override
    public String noScore(String status) {
        return "No score: " + status;
    }

    @Override
    public String status(Status status) {
        return status.words();
    }

    @Override
    public String verdict(String assertion, String relation, String verdict) {
        return assertion + ": " + relation + " is " + verdict;
    }

    @Override
    public String credit(String points, String relation) {
        return "; " + points + " points for " + relation;
    }

    @Override
    public String most() {
        return "of";
    }

    @Override
    public String grades() {
        return "Grades";
    }

    @Override
    public String submissions(int number, long full, String most, String mean) {
        return number + " submissions, " + full + " with all " + most + " points, mean " + mean;
    }

    @Override
    public String counted(long number, Status status) {
        return number
                + switch (status) {
                    case GRADED -> " graded";
                    case REFUSED -> " refused";
                    case LIMIT_EXCEEDED -> " beyond a limit";
                    case NOT_GRADED -> " not graded, without a score";
                };
    }

    @Override
    public String more(int number) {
        return " (and " + number + " more)";
    }
}
