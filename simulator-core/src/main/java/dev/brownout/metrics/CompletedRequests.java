package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.service.Outcome;
import java.util.List;

/** Completed requests of one class up to now, by the location of their users. Alerts read them during the run. */
public final class CompletedRequests implements RequestCompletionListener {
    private final RequestStats[] byPlace;
    private final CellRange all;

    /**
     * Creates empty counts.
     *
     * @param endAt end of the run, in ns
     * @param places number of user locations
     */
    public CompletedRequests(long endAt, int places) {
        TimeGrid whole = new TimeGrid(endAt, endAt, List.of());
        this.all = whole.span(0, endAt);
        this.byPlace = new RequestStats[places];
        for (int i = 0; i < places; i++) {
            byPlace[i] = new RequestStats(whole);
        }
    }

    @Override
    public void ended(int region, long bornAt, Outcome outcome, boolean late, long latencyNanos) {
        byPlace[region].finish(0, outcome, late, 0, latencyNanos);
    }

    /** Returns the counts of one location; of all locations if the index is negative. */
    List<RequestStats> at(int place) {
        return place < 0 ? List.of(byPlace) : List.of(byPlace[place]);
    }

    /** Returns the window of the whole run. It has a single cell; requests still open are not in it. */
    CellRange all() {
        return all;
    }
}
