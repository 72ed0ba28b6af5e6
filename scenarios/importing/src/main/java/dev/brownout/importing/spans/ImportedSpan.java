package dev.brownout.importing.spans;

/**
 * A stretch of work of one service for one request.
 *
 * @param trace which request it is of
 * @param id its own, within the trace
 * @param parent the id of the span that it is a part of; 0 where it has none
 * @param start in nanoseconds since 1970, by the clock of the machine that wrote it
 * @param end likewise, not before the start
 * @param failed whether it says that it has failed
 * @param origin what else it says, which many spans have in common
 */
record ImportedSpan(long trace, long id, long parent, long start, long end, boolean failed, Origin origin) {
    /** What part of a call a span is, as OpenTelemetry defines it (specification, Trace API, SpanKind). */
    enum Kind {
        /** Work within a service, or nothing that is said. */
        INTERNAL,
        /** Work for a caller, who waits for it. */
        SERVER,
        /** A call, until it is answered. */
        CLIENT,
        /** The sending of a message. */
        PRODUCER,
        /** Work on a message. */
        CONSUMER
    }

    /**
     * What many spans have in common.
     *
     * @param service who wrote it: {@code service.name}
     * @param name the operation, without what names a thing
     * @param target what it calls or sends to, where it says so; null else
     * @param receiving whether it waits for messages
     */
    record Origin(String service, String name, Kind kind, Target target, boolean receiving) {}

    /** What stands behind a call that writes no spans of its own. */
    enum Store {
        /** A database that is asked in a language: SQL, documents, search. */
        DATABASE,
        /** A store of values by keys: caches and wide columns. */
        VALUES,
        /** A broker of messages. */
        QUEUE,
        /** Another service. */
        SERVICE
    }

    /**
     * What a span calls or sends to.
     *
     * @param key what tells it apart from others; never written
     * @param name what it is called, from which the scenario's name is made
     * @param write whether the call changes something; of databases and stores
     * @param guessed whether nothing says if it does
     */
    record Target(Store store, String key, String name, boolean write, boolean guessed) {}

    long nanos() {
        return end - start;
    }

    Kind kind() {
        return origin.kind();
    }

    /** Whether it is the calling side of a call or of a message. */
    boolean calls() {
        return kind() == Kind.CLIENT || kind() == Kind.PRODUCER;
    }
}
