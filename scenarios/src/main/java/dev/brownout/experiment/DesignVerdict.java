package dev.brownout.experiment;

import dev.brownout.result.SlaResult.Verdict;
import java.util.Collection;
import java.util.List;

/** Verdict on all assertions of a design together, at a confidence level. */
public enum DesignVerdict {
    /** Every assertion is met. */
    HOLDS,
    /** No assertion is violated, but at least one is undecided. */
    UNDECIDED,
    /** Violation of at least one assertion, or an assertion without data. */
    MISSED;

    /** Returns the combined verdict of several assertions. */
    public static DesignVerdict of(Collection<AssertionEstimate> judgements) {
        List<Verdict> verdicts =
                judgements.stream().map(AssertionEstimate::verdict).toList();
        if (verdicts.contains(Verdict.FAIL) || verdicts.contains(Verdict.NO_DATA)) {
            return MISSED;
        }
        return verdicts.contains(Verdict.UNDECIDED) ? UNDECIDED : HOLDS;
    }
}
