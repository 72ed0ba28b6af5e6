package dev.brownout.importing.log;

/**
 * One request as a line of a log tells it, without anything that names a person.
 *
 * @param arrivedMicros when it arrived, in microseconds since 1970-01-01 UTC; where the log says only when it was
 *     answered, that less the time it took
 * @param method its method, such as {@code GET}; empty where what was sent is no request of HTTP
 * @param path its path without a query, as it was sent
 * @param status the status of the answer, 0 if the line does not say
 * @param bytes size of the answer, -1 if the line does not say
 * @param tookMicros how long it took in microseconds, -1 if the line does not say
 */
record AccessLogEntry(long arrivedMicros, String method, String path, int status, long bytes, long tookMicros) {
    /** That the line does not say. */
    static final long UNKNOWN = -1;
}
