package dev.brownout.importing.log;

import dev.brownout.importing.detail.RequestDetails;
import dev.brownout.importing.detail.RequestOutcome;

/**
 * Request of one log line, without personal data.
 *
 * @param arrivedMicros arrival time in microseconds since 1970-01-01 UTC; if the log has only the time of the response,
 *     that time minus the response time
 * @param method HTTP method, such as {@code GET}; empty if the request is not HTTP
 * @param path path as sent, without the query
 * @param status status of the response, {@link RequestOutcome#NO_STATUS} if the line has no field for it,
 *     {@link RequestOutcome#NO_RESPONSE} if that field states that there was no response
 * @param bytes size of the response in bytes, -1 if the line has none
 * @param responseMicros response time in microseconds, -1 if the line has none
 * @param name name that a load generator gives to the request; empty if its method and path identify it
 * @param details cache result, backend and state
 */
record AccessLogEntry(
        long arrivedMicros,
        String method,
        String path,
        int status,
        long bytes,
        long responseMicros,
        String name,
        RequestDetails details) {
    /** Marker for a value that the line does not contain. */
    static final long UNKNOWN = -1;

    /** Creates the entry of a request without a name. */
    AccessLogEntry(long arrivedMicros, String method, String path, int status, long bytes, long responseMicros) {
        this(arrivedMicros, method, path, status, bytes, responseMicros, "", RequestDetails.NONE);
    }

    /** Creates the entry of a request without a name, with details. */
    AccessLogEntry(
            long arrivedMicros,
            String method,
            String path,
            int status,
            long bytes,
            long responseMicros,
            RequestDetails details) {
        this(arrivedMicros, method, path, status, bytes, responseMicros, "", details);
    }

    RequestOutcome outcome() {
        return RequestOutcome.of(status);
    }

    /** Returns whether the line contains a request: a method and a path, or a name. */
    boolean isRequest() {
        return !name.isEmpty() || path.startsWith("/") || !method.isEmpty() && !path.isEmpty();
    }
}
