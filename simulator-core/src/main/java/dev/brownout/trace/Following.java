package dev.brownout.trace;

/**
 * What is asked of a run about single requests.
 *
 * @param breakdown whether to say where the time of all requests goes
 * @param traces the requests to look at one by one
 * @param log hears of all of them, once each
 */
public record Following(boolean breakdown, Choice traces, RequestLog log) {
    /** Nothing. */
    public static final Following NOTHING = new Following(false, Choice.NONE, RequestLog.NONE);

    /** Of which no log is kept. */
    public Following(boolean breakdown, Choice traces) {
        this(breakdown, traces, RequestLog.NONE);
    }

    /** The same with a log. */
    public Following logging(RequestLog other) {
        return new Following(breakdown, traces, other);
    }

    /** Whether nothing is asked. */
    public boolean nothing() {
        return !breakdown && traces.none() && log == RequestLog.NONE;
    }
}
