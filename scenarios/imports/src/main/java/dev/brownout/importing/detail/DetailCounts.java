package dev.brownout.importing.detail;

import java.util.ArrayList;
import java.util.List;

/** Details of all requests of a log, in bounded memory. */
public final class DetailCounts {
    private final WordCounts cacheWords = new WordCounts();
    private final WordCounts states = new WordCounts();
    private final BackendCounts backends = new BackendCounts();
    private final UnansweredRequests unanswered = new UnansweredRequests();

    /** Counts a request. */
    public void add(RequestDetails details, int status, long arrivedMicros, long responseMicros) {
        unanswered.add(status, responseMicros);
        if (details.equals(RequestDetails.NONE)) {
            return;
        }
        if (!details.cacheWord().isEmpty()) {
            cacheWords.add(details.cacheWord());
        }
        if (!details.state().isEmpty()) {
            states.add(details.state());
        }
        backends.add(details.backend(), arrivedMicros);
    }

    /** Returns the words for the cache results of the requests. */
    public WordCounts cacheWords() {
        return cacheWords;
    }

    /** Returns the backends. */
    public BackendCounts backends() {
        return backends;
    }

    /** Returns the requests without a response. */
    public UnansweredRequests unanswered() {
        return unanswered;
    }

    /**
     * Returns sentences on the details that a scenario does not contain.
     *
     * @param longestMicros longest time of a response
     */
    public List<String> remarks(long longestMicros) {
        List<String> remarks = new ArrayList<>(unanswered.remarks(longestMicros));
        remarks.addAll(backends.remarks());
        if (!states.isEmpty()) {
            remarks.add("termination states and response flags: " + states.text());
        }
        return remarks;
    }
}
