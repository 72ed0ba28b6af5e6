package dev.brownout.importing.spans;

/**
 * Unit of work of one service for one request.
 *
 * @param trace id of the trace, which identifies the request
 * @param id id of the span within the trace
 * @param parent id of the parent span, or 0
 * @param start start time in ns since 1970, by the clock of the host that wrote the span; {@link #UNFINISHED} if the
 *     span has no start or no end
 * @param end end time in ns since 1970, by the same clock, not before the start
 * @param failed whether the span has an error status
 * @param origin further properties, shared by many spans
 */
record ImportedSpan(long trace, long id, long parent, long start, long end, boolean failed, Origin origin) {
    /** Start of a span without a start or an end. */
    static final long UNFINISHED = Long.MIN_VALUE;

    /** Role of a span in a call, as defined by OpenTelemetry (specification, Trace API, SpanKind). */
    enum Kind {
        /** Work within a service, or an unspecified kind. */
        INTERNAL,
        /** Processing of a call on the server, while the caller waits. */
        SERVER,
        /** Call as seen by the client, until the response. */
        CLIENT,
        /** Sending of a message. */
        PRODUCER,
        /** Processing of a message. */
        CONSUMER
    }

    /**
     * Properties that are shared by many spans.
     *
     * @param service name of the service that wrote the span: {@code service.name}
     * @param name name of the operation, without identifiers
     * @param target target of the call or message, or null if the span has none
     * @param receiving whether the span only waits for messages
     */
    record Origin(String service, String name, Kind kind, Target target, boolean receiving) {}

    /** Type of a callee that writes no spans of its own. */
    enum Store {
        /** Database with a query language: SQL, documents, search. */
        DATABASE,
        /** Key-value store: caches and wide-column stores. */
        VALUES,
        /** Message broker. */
        QUEUE,
        /** Service without spans. */
        SERVICE
    }

    /**
     * Target of a call or a message.
     *
     * @param key identity of the target; never written to the output
     * @param name human-readable name, from which the name in the scenario is derived
     * @param write whether the call changes data; for databases and stores
     * @param guessed whether {@code write} is an assumption, since the span has no operation
     */
    record Target(Store store, String key, String name, boolean write, boolean guessed) {}

    /** Returns whether the span has a start and an end. */
    boolean isFinished() {
        return start != UNFINISHED;
    }

    long nanos() {
        return end - start;
    }

    Kind kind() {
        return origin.kind();
    }

    /** Returns whether the span is the sending side of a call or of a message. */
    boolean calls() {
        return kind() == Kind.CLIENT || kind() == Kind.PRODUCER;
    }
}
