package dev.brownout.trace;

/**
 * What is asked of a run about single requests.
 *
 * @param breakdown whether to say where the time of all requests goes
 * @param traces the requests to look at one by one
 */
public record Following(boolean breakdown, Choice traces) {
    /** Nothing. */
    public static final Following NOTHING = new Following(false, Choice.NONE);

    /** Whether nothing is asked. */
    public boolean nothing() {
        return !breakdown && traces.none();
    }
}
