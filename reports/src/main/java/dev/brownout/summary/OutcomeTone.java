package dev.brownout.summary;

import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;

/** What the outcome of an assertion, or of all of them, means to the reader. */
public enum OutcomeTone {
    /** Nothing was asserted. */
    PLAIN,
    /** It came out as it should, and holds. */
    GOOD,
    /** It is missed, as its variant says it must be. */
    EXPECTED,
    /** It did not come out as it should, or a run ended before that was decided. */
    BAD;

    /** Of one assertion. */
    public static OutcomeTone of(SlaResult sla) {
        return !sla.asExpected() ? BAD : sla.breaks() ? EXPECTED : GOOD;
    }

    /** Of all assertions of all variants. */
    public static OutcomeTone of(RunResult result) {
        if (result.variants().stream().allMatch(variant -> variant.sla().isEmpty())) {
            return PLAIN;
        }
        return VerdictWording.asExpected(result) ? GOOD : BAD;
    }
}
