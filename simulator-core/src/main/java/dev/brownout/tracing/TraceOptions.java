package dev.brownout.tracing;

/**
 * What is asked of a run about single requests.
 *
 * @param breakdown whether to say where the time of all requests goes
 * @param traces the requests to look at one by one
 * @param log hears of all of them, once each
 */
public record TraceOptions(boolean breakdown, TraceSelector traces, RequestLog log) {
    /** Nothing. */
    public static final TraceOptions NOTHING = new TraceOptions(false, TraceSelector.NONE, RequestLog.NONE);

    /** Of which no log is kept. */
    public TraceOptions(boolean breakdown, TraceSelector traces) {
        this(breakdown, traces, RequestLog.NONE);
    }

    /** The same with a log. */
    public TraceOptions logging(RequestLog other) {
        return new TraceOptions(breakdown, traces, other);
    }

    /** Whether nothing is asked. */
    public boolean nothing() {
        return !breakdown && traces.none() && log == RequestLog.NONE;
    }
}
