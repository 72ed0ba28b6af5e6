package dev.brownout.sample;

import dev.brownout.result.DisplayHints;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.DisplayHints.In;

/** Display hints for the metrics of the samples, as those of the kinds that they imitate. */
final class SampleDisplayHints {
    private SampleDisplayHints() {}

    /** Returns the display hints of a metric or of its column. */
    static DisplayHints hints(String name) {
        In[] global = {In.CHART, In.SUMMARY, In.BASELINE};
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "utilization" -> new DisplayHints(As.UTILIZATION, global);
            case "memory" -> new DisplayHints(As.OCCUPANCY, In.CHART);
            case "hit_ratio" -> new DisplayHints(As.HIT_RATIO, global);
            case "queue" -> new DisplayHints(As.LINE, global);
            case "backlog" -> new DisplayHints(As.PLAIN, In.NODE_CHART);
            case "moved_share" -> new DisplayHints(As.PROGRESS, In.CHART);
            case "lost_writes" -> new DisplayHints(As.DAMAGE, In.BASELINE);
            case "availability" -> new DisplayHints(As.AVAILABILITY, In.CHART);
            case "success_rate" -> new DisplayHints(As.AVAILABILITY);
            case "offered", "good", "late" -> new DisplayHints(As.REQUESTS);
            case "failed" -> new DisplayHints(As.FAILED);
            case "refused", "rejected", "limited", "timed_out", "reset", "unavailable" -> new DisplayHints(As.FAILURE);
            default -> DisplayHints.PLAIN;
        };
    }
}
