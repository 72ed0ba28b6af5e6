package dev.brownout.importing.loadtest;

/**
 * Request of a load generator.
 *
 * @param startedMicros start of the request in microseconds since 1970, or since the start of the test if the results
 *     have no date
 * @param method HTTP method; empty if unknown
 * @param url URL or path; empty if unknown
 * @param name name that the test gives to the request; empty if it has none of its own
 * @param status HTTP status; {@link #FAILED} for a failed request without an error status
 * @param bytes size of the response in bytes, or -1 if unknown
 * @param responseMicros response time in microseconds
 */
public record LoadTestRequest(
        long startedMicros, String method, String url, String name, int status, long bytes, long responseMicros) {
    /** Status of a request that failed without an error status, such as one without a response. */
    public static final int FAILED = 599;

    /** Status of a successful request without a known status. */
    public static final int OK = 200;
}
