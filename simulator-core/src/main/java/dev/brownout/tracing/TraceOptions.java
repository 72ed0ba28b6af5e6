package dev.brownout.tracing;

/**
 * Options of a run for the tracing of single requests.
 *
 * @param breakdown whether to collect the latency breakdown of all requests
 * @param traces requests to trace individually
 * @param log receives each completed request once
 */
public record TraceOptions(boolean breakdown, TraceSelector traces, RequestLog log) {
    /** Options without tracing. */
    public static final TraceOptions NOTHING = new TraceOptions(false, TraceSelector.NONE, RequestLog.NONE);

    /** Creates options without a log. */
    public TraceOptions(boolean breakdown, TraceSelector traces) {
        this(breakdown, traces, RequestLog.NONE);
    }

    /** Returns a copy with a log. */
    public TraceOptions logging(RequestLog other) {
        return new TraceOptions(breakdown, traces, other);
    }

    /** Returns whether nothing is traced or logged. */
    public boolean isDisabled() {
        return !breakdown && traces.hasNoSelection() && log == RequestLog.NONE;
    }
}
