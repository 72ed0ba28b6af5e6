package dev.brownout.cli.grade;

import java.util.Locale;

/** Texts of rubrics in English. */
record EnglishRubricTexts() implements RubricTexts {
    @Override
    public String total(String points) {
        return points + " points";
    }

    @Override
    public String assertions() {
        return "Points of the assertions:";
    }

    @Override
    public String inPart(String assertion) {
        return assertion + ", in part";
    }

    @Override
    public String hidden(String points) {
        return "Hidden tests have " + points + " points: the same design with other seeds and further faults.";
    }

    @Override
    public String notHidden() {
        return "There are no hidden tests.";
    }

    @Override
    public String settings() {
        return "Settings that may change:";
    }

    @Override
    public String any() {
        return "any";
    }

    @Override
    public String rest() {
        return "Everything else stays as it is.";
    }

    @Override
    public String numbers(String paths) {
        return "Each student has own values of " + paths + ".";
    }

    @Override
    public String limits(String kilobytes, long events) {
        return String.format(
                Locale.ROOT, "A file has at most %s kB. A run has at most %,d simulated events.", kilobytes, events);
    }

    @Override
    public String extremes() {
        return "extreme numbers of students";
    }

    @Override
    public String insufficientAnswer(String numbers) {
        return "the model answer does not have all points with " + numbers
                + "; change the answer or the range of the numbers";
    }

    @Override
    public String sufficientStart(String numbers) {
        return "the unchanged scenario has all points with " + numbers
                + "; tighten an assertion or change the range of the numbers";
    }
}
