package dev.brownout.summary;

import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Detections of a fault that end most of its failures. Several components detect the same fault, such as a read pool
 * and the DNS, and the first detection often changes little for users.
 */
final class DecisiveDetections {
    /** Kind of a detection in the timeline. */
    static final String DETECTION = "ejected";

    private static final String FAILURES = "failed";

    private DecisiveDetections() {}

    /**
     * Returns, for each fault that several components detect, the detection after which the mean failure rate falls
     * most; empty if no fault has several, or the variant has no series of failures.
     */
    static Set<TimelineEvent> detections(VariantResult variant) {
        Map<String, List<TimelineEvent>> byFault = new LinkedHashMap<>();
        for (TimelineEvent event : variant.history().timeline()) {
            if (event.what().equals(DETECTION)) {
                byFault.computeIfAbsent(event.cause(), cause -> new ArrayList<>())
                        .add(event);
            }
        }
        Set<TimelineEvent> decisive = new LinkedHashSet<>();
        variant.series().columns().stream()
                .filter(column -> column.name().equals(FAILURES))
                .findFirst()
                .ifPresent(failures -> byFault.forEach((cause, detections) -> {
                    if (detections.stream()
                                    .map(TimelineEvent::component)
                                    .distinct()
                                    .count()
                            > 1) {
                        decisive.add(mostEffective(variant, cause, detections, failures.values()));
                    }
                }));
        return decisive;
    }

    private static TimelineEvent mostEffective(
            VariantResult variant, String cause, List<TimelineEvent> detections, double[] failures) {
        TimelineEvent best = detections.get(0);
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < detections.size(); i++) {
            long instant = detections.get(i).atNanos();
            long from = i == 0
                    ? edge(variant, cause, "fault-start", 0)
                    : detections.get(i - 1).atNanos();
            long to = i + 1 < detections.size()
                    ? detections.get(i + 1).atNanos()
                    : edge(variant, cause, "fault-end", variant.run().durationNanos());
            double fall =
                    mean(variant.series(), failures, from, instant) - mean(variant.series(), failures, instant, to);
            if (fall > largest) {
                largest = fall;
                best = detections.get(i);
            }
        }
        return best;
    }

    private static long edge(VariantResult variant, String cause, String name, long none) {
        return variant.history().timeline().stream()
                .filter(event -> event.what().equals(name) && event.cause().equals(cause))
                .mapToLong(TimelineEvent::atNanos)
                .findFirst()
                .orElse(none);
    }

    /** Returns the mean of the intervals that end in a period; of the interval at its start if there are none. */
    private static double mean(Series series, double[] values, long fromNanos, long toNanos) {
        int from = step(series, fromNanos, values.length);
        int to = Math.max(from + 1, step(series, toNanos, values.length));
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Double.isNaN(values[i]) ? 0 : values[i];
        }
        return sum / (to - from);
    }

    private static int step(Series series, long nanos, int steps) {
        return (int) Math.max(0, Math.min(steps - 1, (nanos - series.startNanos()) / series.stepNanos()));
    }
}
