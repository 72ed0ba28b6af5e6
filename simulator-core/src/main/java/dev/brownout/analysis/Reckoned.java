package dev.brownout.analysis;

import dev.brownout.result.Analysis.Station;
import dev.brownout.wiring.StationSketch;
import java.util.List;
import java.util.Optional;

/**
 * A row of a station in one stage, with the details of it that only warnings use.
 *
 * @param limit what bounds it besides its servers, where that is narrower; empty where it is not
 * @param hardly what may bound it besides; empty where nothing does
 * @param closed whether nobody can want more of it than it does, because users wait for it
 * @param evenly whether its machines have a pace of their own, so that its load is that of calls shared evenly
 * @param component the component, or the class of requests, that the station belongs to
 * @param nodes the machines of the station; none for a bulkhead or pool of its callers
 */
record Reckoned(
        Station station,
        Optional<PlaceLimit> limit,
        Optional<PlaceLimit> hardly,
        boolean closed,
        boolean evenly,
        String component,
        List<String> nodes) {

    /** A station that nothing but its servers bounds. */
    Reckoned(Station station, boolean closed, String component, StationSketch sketch) {
        this(station, Optional.empty(), Optional.empty(), closed, false, component, sketch.nodes());
    }
}
