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
     * @param regionCount number of user locations
     */
    public CompletedRequests(long endAt, int regionCount) {
        TimeGrid runGrid = new TimeGrid(endAt, endAt, List.of());
        this.all = runGrid.span(0, endAt);
        this.byPlace = new RequestStats[regionCount];
        for (int i = 0; i < regionCount; i++) {
            byPlace[i] = new RequestStats(runGrid);
        }
    }

    @Override
    public void onEnd(int region, long bornAt, Outcome outcome, boolean exceedsThreshold, long latencyNanos) {
        byPlace[region].complete(0, outcome, exceedsThreshold, 0, latencyNanos);
    }

    /** Returns the counts of one location; of all locations if the index is negative. */
    List<RequestStats> statsOf(int index) {
        return index < 0 ? List.of(byPlace) : List.of(byPlace[index]);
    }

    /** Returns the window of the whole run. It has a single cell; requests still open are not in it. */
    CellRange all() {
        return all;
    }
}
