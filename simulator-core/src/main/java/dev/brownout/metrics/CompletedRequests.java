package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.service.Outcome;
import java.util.List;

/**
 * The requests of a class that have ended by now, by the places where their users live: what a monitor knows of them.
 */
public final class CompletedRequests implements RequestCompletionListener {
    private final RequestStats[] byPlace;
    private final CellRange all;

    /**
     * None yet.
     *
     * @param endAt when the run ends
     * @param places how many places there are
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

    /** Those of a place; of all where its number is negative. */
    List<RequestStats> at(int place) {
        return place < 0 ? List.of(byPlace) : List.of(byPlace[place]);
    }

    /** All time: they are told apart by when they ended, in that those that have not are not there yet. */
    CellRange all() {
        return all;
    }
}
