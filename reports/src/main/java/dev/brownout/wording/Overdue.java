package dev.brownout.wording;

import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;

/** The words for requests that had no response when the run ended, and are older than is usual. */
public final class Overdue {
    /** The explanation of the word, for notes below tables. */
    public static final String MEANING = "Overdue: without a response at the end of the run, and older than any usual"
            + " response time of the class; counted as not available.";

    private Overdue() {}

    /** Returns whether any request of any variant is overdue. */
    public static boolean any(RunResult result) {
        return result.variants().stream()
                .flatMap(variant -> variant.requests().values().stream())
                .anyMatch(request -> request.overdue() > 0);
    }

    /** Says how many are overdue: {@code 4,933 of 5,940 without a response, the oldest for 50 s}; empty for none. */
    public static String sentence(RequestResult request) {
        return request.overdue() == 0
                ? ""
                : Quantity.count(request.overdue()) + " of " + Quantity.count(request.offered())
                        + " without a response, the oldest for " + Quantity.nanos(request.overdueAgeNanos());
    }
}
