package dev.brownout.experiment.falsify;

import java.math.BigDecimal;

/** Kinds of strength of a fault, each with its range and its form in a sentence. A larger number is stronger. */
public enum FaultStrength {
    /** No strength: the fault is active or not. */
    NONE("", "", 0, 0),
    /** Factor by which work takes longer. */
    FACTOR(" x", "", 2, 20),
    /** Factor of the load. */
    FACTOR_OF_LOAD(" x", "", 1.5, 3),
    /** Share of failing calls, in percent. */
    SHARE(" ", "%", 5, 50),
    /** Added latency, in milliseconds. */
    LATENCY(" latency=+", "ms", 20, 500),
    /** Step of a clock, in milliseconds. */
    STEP_BACK(" -", "ms", 10, 1000);

    private final String prefix;
    private final String suffix;
    private final double mildest;
    private final double strongest;

    FaultStrength(String prefix, String suffix, double mildest, double strongest) {
        this.prefix = prefix;
        this.suffix = suffix;
        this.mildest = mildest;
        this.strongest = strongest;
    }

    /** Returns the mildest strength. */
    public double mildest() {
        return mildest;
    }

    /** Returns the strongest strength. */
    public double strongest() {
        return strongest;
    }

    /** Returns the argument in a sentence, with a leading space; empty without strength. */
    public String argument(double value) {
        return this == NONE
                ? ""
                : prefix + BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() + suffix;
    }
}
