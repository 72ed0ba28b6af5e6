package dev.brownout.component.function;

/** Token bucket of instance starts: full at first, replenished continuously, at most the starts of one period. */
final class ScaleOutLimit {
    private static final double ROUNDING = 1e-9;

    private final int most;
    private final double perNano;
    private double starts;
    private long filledAt;

    ScaleOutLimit(FunctionSpec.ScaleOut spec) {
        this.most = spec.instances();
        this.perNano = (double) most / spec.every().toNanos();
        this.starts = most;
    }

    /** Takes one start. Returns false if there is none. {@code now} must not decrease. */
    boolean take(long now) {
        starts = Math.min(most, starts + (now - filledAt) * perNano);
        filledAt = now;
        if (starts < 1 - ROUNDING) {
            return false;
        }
        starts--;
        return true;
    }
}
