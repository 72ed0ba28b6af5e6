package dev.brownout.experiment;

import dev.brownout.result.SlaResult.Verdict;
import java.util.Collection;
import java.util.List;

/** Whether a design holds all its assertions, at a level of confidence. */
public enum DesignVerdict {
    /** Every one of them holds. */
    HOLDS,
    /** None is missed, but one or more cannot be decided. */
    UNDECIDED,
    /** One or more is missed. */
    MISSED;

    /** The answer that some judgements give together. */
    public static DesignVerdict of(Collection<AssertionEstimate> judgements) {
        List<Verdict> verdicts =
                judgements.stream().map(AssertionEstimate::verdict).toList();
        if (verdicts.contains(Verdict.FAIL) || verdicts.contains(Verdict.NO_DATA)) {
            return MISSED;
        }
        return verdicts.contains(Verdict.UNDECIDED) ? UNDECIDED : HOLDS;
    }
}
