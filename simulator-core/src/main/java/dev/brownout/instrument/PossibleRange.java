package dev.brownout.instrument;

/**
 * Possible values of a measurement once all overdue samples have ended.
 *
 * @param low the least value
 * @param high the greatest value; {@link Double#POSITIVE_INFINITY} if unbounded
 */
public record PossibleRange(double low, double high) {
    /** Returns the range of an exact measurement. */
    public static PossibleRange exactly(double value) {
        return new PossibleRange(value, value);
    }

    /** Returns the range of a share, with some elements of the whole undecided. */
    public static PossibleRange share(long part, long whole, long undecided) {
        return new PossibleRange(ratio(part, whole + undecided), ratio(part + undecided, whole + undecided));
    }

    /** Returns the range of a count that can still grow. */
    public static PossibleRange count(long counted, long undecided) {
        return new PossibleRange(counted, counted + undecided);
    }

    /** Returns whether the measurement is exact. */
    public boolean isExact() {
        return !(low < high);
    }

    /** Returns the range multiplied by a factor. */
    public PossibleRange times(double factor) {
        return new PossibleRange(low * factor, high * factor);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
