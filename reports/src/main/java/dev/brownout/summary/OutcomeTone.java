package dev.brownout.summary;

import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;

/** Significance of the outcome of one or all assertions for the reader. */
public enum OutcomeTone {
    /** No assertions. */
    PLAIN,
    /** Expected verdict: met. */
    GOOD,
    /** Expected violation. */
    EXPECTED,
    /** Unexpected verdict, or a run that ended before the verdict was decided. */
    BAD;

    /** Returns the tone of one assertion. */
    public static OutcomeTone of(SlaResult sla) {
        return !sla.asExpected() ? BAD : sla.breaks() ? EXPECTED : GOOD;
    }

    /** Returns the tone of all assertions of all variants. */
    public static OutcomeTone of(RunResult result) {
        if (result.variants().stream().allMatch(variant -> variant.sla().isEmpty())) {
            return PLAIN;
        }
        return VerdictWording.asExpected(result) ? GOOD : BAD;
    }
}
