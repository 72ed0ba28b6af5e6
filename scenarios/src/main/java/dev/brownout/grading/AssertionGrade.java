package dev.brownout.grading;

import dev.brownout.grading.AssignmentSpec.AssertionSpec;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import java.util.Map;

/**
 * Grade of one assertion in one run.
 *
 * @param name name of the assertion
 * @param result the verdict on its relation, with the measured value
 * @param points the points
 * @param most the points if the relation is met
 * @param credited the weaker relation that gives the points; empty if none does
 */
public record AssertionGrade(String name, SlaResult result, double points, double most, String credited) {
    /** Returns the name of a weaker relation in the section {@code sla} of a graded run. */
    static String partialName(String name, String relation) {
        return name + ": " + relation;
    }

    /**
     * Returns the grade of an assertion from the verdicts of a run. An undecided relation, or one without data, is not
     * met.
     */
    static AssertionGrade of(String name, AssertionSpec assertion, Map<String, SlaResult> verdicts) {
        SlaResult result = verdicts.get(name);
        if (result.verdict() == Verdict.PASS) {
            return new AssertionGrade(name, result, assertion.points(), assertion.points(), "");
        }
        double points = 0;
        String credited = "";
        for (Map.Entry<String, Double> partial : assertion.partial().entrySet()) {
            boolean isMet = verdicts.get(partialName(name, partial.getKey())).verdict() == Verdict.PASS;
            if (isMet && partial.getValue() > points) {
                points = partial.getValue();
                credited = partial.getKey();
            }
        }
        return new AssertionGrade(name, result, points, assertion.points(), credited);
    }

    /** Returns whether the relation is met. */
    public boolean isMet() {
        return result.verdict() == Verdict.PASS;
    }
}
