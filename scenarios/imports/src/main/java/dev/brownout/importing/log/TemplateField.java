package dev.brownout.importing.log;

/** Meaning of a field in a line of a template. */
enum TemplateField {
    /** Time when the line was written, after the response, as in the common log format. */
    ENDED,
    /** Time when the line was written, in ISO 8601. */
    ENDED_ISO,
    /** Time when the line was written, in seconds, milliseconds or microseconds since 1970. */
    ENDED_EPOCH,
    /** Arrival time of the request, as in the common log format. */
    BEGAN,
    /** Arrival time of the request, in ISO 8601. */
    BEGAN_ISO,
    /** Arrival time of the request, in seconds, milliseconds or microseconds since 1970. */
    BEGAN_EPOCH,
    /** First line of the request: {@code GET /path?query HTTP/1.1}. */
    REQUEST,
    METHOD,
    PATH,
    STATUS,
    BYTES,
    /** Response time in seconds. */
    SECONDS,
    /**
     * Response time in seconds with three decimals, as nginx always writes it. A number without three decimals is
     * rejected.
     */
    SECONDS_OF_NGINX,
    /** Part of the response time in seconds, or -1 if there is none. All parts are added. */
    STRETCH,
    /** Response time in milliseconds. */
    MILLIS,
    /** Response time in microseconds. */
    MICROS,
    /** Arrival time of the request, or a part of it, in the notation of {@code strftime}. */
    BEGAN_CLOCK,
    /** Time when the line was written, or a part of it, in the notation of {@code strftime}. */
    ENDED_CLOCK,
    /** Result of the lookup in a cache. */
    CACHE,
    /** Address of the backend, or those of all tried ones, separated as nginx does. */
    BACKEND,
    /** Group of backends of HAProxy, before the name of the backend. */
    GROUP,
    /** Values of all tried backends, separated as nginx does, which are ignored. */
    TRIES,
    /**
     * Addresses of the client, or another field in quotation marks at the same position, such as the result of the
     * lookup in a cache.
     */
    FORWARDED,
    /** Termination state or response flags. */
    STATE,
    /** Rest of a line of Envoy, in which the fifth text in quotation marks is the address of the backend. */
    REST_OF_ENVOY,
    /** Rest of a line of the ingress controller of nginx, which begins with the addresses of the backends. */
    REST_OF_INGRESS,
    /** Fields after those of the format, among them the response time if one can be recognized. */
    TRAILING,
    /** Ignored field: addresses, users, cookies, user agents. */
    OTHER;

    /** Returns whether the field may be a list of nginx, with a value for each tried backend. */
    boolean isList() {
        return this == BACKEND || this == TRIES;
    }

    /** Returns whether the field is a single word without spaces. */
    boolean word() {
        return switch (this) {
            case ENDED_EPOCH, BEGAN_EPOCH, METHOD, STATUS, BYTES, SECONDS, SECONDS_OF_NGINX, STRETCH, MILLIS, MICROS ->
                true;
            default -> false;
        };
    }
}
