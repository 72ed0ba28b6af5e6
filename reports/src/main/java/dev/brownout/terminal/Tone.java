package dev.brownout.terminal;

import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.wording.Verdicts;

/** What the outcome of an assertion, or of all of them, means to the reader: its colour, and its mark without one. */
enum Tone {
    /** It came out as it should, and holds. */
    GOOD("✓ ", 32),
    /** It is missed, as its variant says it must be. */
    EXPECTED("✓ ", 33),
    /** It did not come out as it should, or a run ended before that was decided. */
    BAD("✗ ", 31),
    /** Nothing was asserted. */
    PLAIN("", 0);

    private final String mark;
    private final int color;

    Tone(String mark, int color) {
        this.mark = mark;
        this.color = color;
    }

    static Tone of(SlaResult sla) {
        return !sla.asExpected() ? BAD : sla.breaks() ? EXPECTED : GOOD;
    }

    /** Of all assertions of all variants. */
    static Tone of(RunResult result) {
        if (result.variants().stream().allMatch(variant -> variant.sla().isEmpty())) {
            return PLAIN;
        }
        return Verdicts.asExpected(result) ? GOOD : BAD;
    }

    /** The sign that says the same without a colour, with a blank behind it. */
    String mark() {
        return mark;
    }

    /** Its number among the colours of a terminal. */
    int color() {
        return color;
    }
}
