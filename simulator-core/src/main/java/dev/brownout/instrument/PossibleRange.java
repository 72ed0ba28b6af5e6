package dev.brownout.instrument;

/**
 * The values that a measurement can still take when all that is overdue has ended.
 *
 * @param low the least of them
 * @param high the greatest of them; {@link Double#POSITIVE_INFINITY} where there is none
 */
public record PossibleRange(double low, double high) {
    /** The range of a measurement that nothing can change. */
    public static PossibleRange exactly(double value) {
        return new PossibleRange(value, value);
    }

    /** The range of a share of which the part and the whole are known but for some. */
    public static PossibleRange share(long part, long whole, long undecided) {
        return new PossibleRange(ratio(part, whole + undecided), ratio(part + undecided, whole + undecided));
    }

    /** The range of a count that grows by at most a number. */
    public static PossibleRange count(long counted, long undecided) {
        return new PossibleRange(counted, counted + undecided);
    }

    /** Returns whether nothing can change the measurement. */
    public boolean exact() {
        return !(low < high);
    }

    /** The range of a multiple of it. */
    public PossibleRange times(double factor) {
        return new PossibleRange(low * factor, high * factor);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
