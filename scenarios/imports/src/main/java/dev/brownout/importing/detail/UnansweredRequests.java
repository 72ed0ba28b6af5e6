package dev.brownout.importing.detail;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.TookHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Requests without a response, by their status, with the times after which they ended. They are neither successes nor
 * failures of the server. Rejections by a limit (429) are counted beside them.
 */
public final class UnansweredRequests {
    private static final int MIN_CLOSED = 5;
    private static final double LOWER = 0.1;
    private static final double MEDIAN = 0.5;
    private static final double UPPER = 0.9;
    private static final double NANOS = 1e3;

    /** Largest ratio of the percentiles of a common timeout. */
    private static final double MAX_SPREAD = 1.1;

    private final Map<Integer, TookHistogram> byStatus = new TreeMap<>();
    private final Map<Integer, long[]> counts = new TreeMap<>();
    private final TookHistogram closed = new TookHistogram();
    private long rejected;

    /** Counts a request if it has no response, or is rejected. */
    public void add(int status, long responseMicros) {
        rejected += status == RequestOutcome.TOO_MANY_REQUESTS ? 1 : 0;
        if (RequestOutcome.of(status) != RequestOutcome.UNANSWERED) {
            return;
        }
        counts.computeIfAbsent(status, none -> new long[1])[0]++;
        if (responseMicros >= 0) {
            byStatus.computeIfAbsent(status, none -> new TookHistogram()).add(responseMicros);
            if (RequestOutcome.isClosedByClient(status)) {
                closed.add(responseMicros);
            }
        }
    }

    /**
     * Returns the timeout of the clients, in microseconds: the common time after which they close their connections;
     * empty if these times differ, or there are too few.
     *
     * @param longestMicros longest time of a response, which no timeout is shorter than
     */
    public OptionalLong timeoutMicros(long longestMicros) {
        boolean common = closed.size() >= MIN_CLOSED && isCommon(closed) && closed.mean() >= longestMicros;
        return common ? OptionalLong.of(Math.round(closed.mean())) : OptionalLong.empty();
    }

    /** Returns the number of requests of which the client closed the connection and the time is known. */
    public long closedByClient() {
        return closed.size();
    }

    private static boolean isCommon(TookHistogram times) {
        return times.percentile(UPPER) <= MAX_SPREAD * times.percentile(LOWER);
    }

    private static String text(TookHistogram times) {
        return isCommon(times)
                ? QuantityFormat.nanos(times.mean() * NANOS)
                : QuantityFormat.nanos(times.percentile(MEDIAN) * NANOS) + " (median, p90 "
                        + QuantityFormat.nanos(times.percentile(UPPER) * NANOS) + ")";
    }

    /**
     * Returns one sentence for each status.
     *
     * @param longestMicros longest time of a response
     */
    public List<String> remarks(long longestMicros) {
        List<String> remarks = new ArrayList<>();
        counts.forEach((status, count) -> {
            TookHistogram times = byStatus.get(status);
            String after = times == null ? "" : ", after " + text(times);
            remarks.add(
                    count[0] + (count[0] == 1 ? " request" : " requests") + " with " + RequestOutcome.meaning(status)
                            + after + "; neither a success nor a failure of the server; "
                            + (RequestOutcome.isClosedByClient(status)
                                            && timeoutMicros(longestMicros).isPresent()
                                    ? "that time is the timeout of the users here"
                                    : "its time is not used, and here it is handled as the others of its route"));
        });
        if (rejected > 0) {
            remarks.add(rejected + (rejected == 1 ? " response" : " responses")
                    + " with status 429: rejected by a limit; here the limit is not known, and they count as responses"
                    + " with their times");
        }
        return remarks;
    }
}
