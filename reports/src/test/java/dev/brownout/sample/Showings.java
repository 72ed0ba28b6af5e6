package dev.brownout.sample;

import dev.brownout.result.Showing;
import dev.brownout.result.Showing.As;
import dev.brownout.result.Showing.In;

/** How the measures of the samples are shown, as those of the kinds that they imitate say of themselves. */
final class Showings {
    private Showings() {}

    /** Of a measure, or of the column of one. */
    static Showing of(String name) {
        In[] everywhere = {In.CHART, In.SUMMARY, In.BASELINE};
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "utilization" -> new Showing(As.UTILIZATION, everywhere);
            case "memory" -> new Showing(As.OCCUPANCY, In.CHART);
            case "hit_ratio" -> new Showing(As.HIT_RATIO, everywhere);
            case "queue" -> new Showing(As.LINE, everywhere);
            case "backlog" -> new Showing(As.PLAIN, In.NODE_CHART);
            case "moved_share" -> new Showing(As.PROGRESS, In.CHART);
            case "lost_writes" -> new Showing(As.DAMAGE, In.BASELINE);
            case "availability" -> new Showing(As.AVAILABILITY, In.CHART);
            case "success_rate" -> new Showing(As.AVAILABILITY);
            case "offered", "good", "late" -> new Showing(As.REQUESTS);
            case "failed" -> new Showing(As.FAILED);
            case "refused", "rejected", "limited", "timed_out", "reset", "unavailable" -> new Showing(As.FAILURE);
            default -> Showing.PLAIN;
        };
    }
}
