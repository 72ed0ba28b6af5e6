package dev.brownout.importing.detail;

import java.util.List;

/** Outcome of a request by its status. */
public enum RequestOutcome {
    /** Response with a status below 500, or without a known status. */
    SUCCESS,
    /** Response with a status of 500 or above. */
    FAILURE,
    /**
     * No response of the server: the client closed the connection or sent no complete request, or a rule closed it. The
     * logged time is that of the client, not of work.
     */
    UNANSWERED;

    /** Status of a line without a field for it. */
    public static final int NO_STATUS = -1;

    /** Status of a request without a response, by its field for the status: {@code 0}, {@code 000}, -. */
    public static final int NO_RESPONSE = 0;

    /** Status of requests of which the client closed the connection: of nginx, and of the balancers of AWS. */
    private static final List<Integer> CLOSED_BY_CLIENT = List.of(499, 460);

    /** Status of a request that a rate limit rejected. */
    public static final int TOO_MANY_REQUESTS = 429;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CLOSED_BY_RULE = 444;
    private static final int FIRST_FAILURE = 500;

    /** Returns the outcome for a status. */
    public static RequestOutcome of(int status) {
        if (status >= FIRST_FAILURE) {
            return FAILURE;
        }
        boolean unanswered = status == NO_RESPONSE
                || status == REQUEST_TIMEOUT
                || status == CLOSED_BY_RULE
                || CLOSED_BY_CLIENT.contains(status);
        return unanswered ? UNANSWERED : SUCCESS;
    }

    /** Returns whether the client closed the connection before the response, so that the time is its timeout. */
    static boolean isClosedByClient(int status) {
        return CLOSED_BY_CLIENT.contains(status);
    }

    /** Returns the meaning of a status without a response. */
    static String meaning(int status) {
        return switch (status) {
            case NO_RESPONSE -> "no status, as there was no response";
            case REQUEST_TIMEOUT -> "status 408: the client sent no complete request in time";
            case CLOSED_BY_RULE -> "status 444: a rule of nginx closed the connection without a response";
            default -> "status " + status + ": the client closed the connection before the response";
        };
    }
}
