package dev.brownout.summary;

import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;

/** Significance of the outcome of one or all assertions for the reader, with its symbol. */
public enum OutcomeTone {
    /** No assertions. */
    PLAIN(""),
    /** Expected verdict: met. */
    GOOD("✓"),
    /** Expected violation. */
    EXPECTED("!"),
    /** Unexpected verdict: undecided. */
    UNDECIDED("?"),
    /** Unexpected verdict: no data. */
    NO_DATA("–"),
    /** Unexpected verdict, or a run that ended before the verdict was decided. */
    BAD("✗");

    private final String symbol;

    OutcomeTone(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the symbol of one column, for output without color; empty for {@link #PLAIN}. */
    public String symbol() {
        return symbol;
    }

    /** Returns the symbol with a blank after it; empty for {@link #PLAIN}. */
    public String mark() {
        return symbol.isEmpty() ? "" : symbol + " ";
    }

    /** Returns the tone of one assertion. */
    public static OutcomeTone of(SlaResult sla) {
        if (sla.asExpected()) {
            return sla.breaks() ? EXPECTED : GOOD;
        }
        return switch (sla.verdict()) {
            case UNDECIDED -> UNDECIDED;
            case NO_DATA -> NO_DATA;
            case PASS, FAIL -> BAD;
        };
    }

    /** Returns the tone of all assertions of all variants. */
    public static OutcomeTone of(RunResult result) {
        String outcome = VerdictWording.outcome(result);
        return outcome.isEmpty() ? PLAIN : outcome.equals(VerdictWording.PASS) ? GOOD : BAD;
    }
}
