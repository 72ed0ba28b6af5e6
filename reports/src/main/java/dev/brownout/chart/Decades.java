package dev.brownout.chart;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which charts of a report have logarithmic axes: if one of a sort of time spans more than two decades, all that show
 * that sort, so that they can be compared.
 */
final class Decades {

    private Decades() {}

    /** The topics that have them. */
    static Set<Topic> of(List<Drawing> drawings, List<Curves> percentiles) {
        Set<Topic> wide = EnumSet.noneOf(Topic.class);
        drawings.stream().filter(ValueRange::wide).map(Drawing::topic).forEach(wide::add);
        if (percentiles.stream().anyMatch(Curves::wide)) {
            wide.add(Topic.LATENCY);
        }
        return wide;
    }
}
