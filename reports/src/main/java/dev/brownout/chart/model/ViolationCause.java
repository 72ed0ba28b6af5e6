package dev.brownout.chart.model;

import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Probable cause of a violation: a fault, the end of a fault, a milestone, or a change of the load just before it. */
public final class ViolationCause {
    /** Maximum number of intervals between an event and its effect. */
    private static final int SOON = 10;
    /** Number of intervals before and after a change of the load that are compared. */
    private static final int LASTING = 5;

    private static final double CHANGED = 1.5;
    /** Minimum difference between two loads, in standard deviations of the count. */
    private static final double SURE = 6;

    private final VariantResult variant;
    private final long at;
    private final long step;

    private ViolationCause(VariantResult variant, long at) {
        this.variant = variant;
        this.at = at;
        this.step = variant.series().stepNanos();
    }

    /** Returns the cause with its time, such as {@code pause web at 1:00}. Empty if no earlier event is known. */
    public static String of(VariantResult variant, long atNanos) {
        ViolationCause reason = new ViolationCause(variant, atNanos);
        return reason.fault().or(reason::milestone).or(reason::load).orElse("");
    }

    /** Returns the latest fault that is active at the start, or that ended shortly before. */
    private Optional<String> fault() {
        List<EventRail.Bar> bars = EventRail.of(List.of(variant)).bars();
        return bars.stream()
                .filter(bar -> bar.fromNanos() < at + 2 * step && at < bar.toNanos())
                .max(Comparator.comparingLong(EventRail.Bar::fromNanos))
                .map(bar -> bar.label() + " at " + SimulatedTimeFormat.at(bar.fromNanos()))
                .or(() -> bars.stream()
                        .filter(bar -> bar.toNanos() <= at && at <= bar.toNanos() + SOON * step)
                        .max(Comparator.comparingLong(EventRail.Bar::toNanos))
                        .map(bar -> "the end of " + bar.label() + " at " + SimulatedTimeFormat.at(bar.toNanos())));
    }

    private Optional<String> milestone() {
        return variant.timeline().stream()
                .filter(one -> one.atNanos() < at + step && at <= one.atNanos() + SOON * step)
                .filter(one -> word(one).isPresent())
                .max(Comparator.comparingLong(TimelineEvent::atNanos))
                .map(one -> (one.component() + " " + word(one).orElseThrow()).strip() + " at "
                        + SimulatedTimeFormat.at(one.atNanos()));
    }

    /** Returns the milestone of an event. Milestones of assertions and alerts are effects, not causes. */
    private static Optional<String> word(TimelineEvent happening) {
        return Milestone.of(happening.what())
                .filter(one -> switch (one) {
                    case BREACHED, RECOVERED, FIRED, RESOLVED -> false;
                    default -> true;
                })
                .map(Milestone::word);
    }

    /** Returns the time at which the offered load rose or fell considerably. */
    private Optional<String> load() {
        Series series = variant.series();
        double[] offered = series.columns().stream()
                .filter(column -> column.name().equals("offered"))
                .findFirst()
                .map(Series.Column::values)
                .orElse(new double[0]);
        int here = (int) ((at - series.startNanos()) / step);
        int changed = -1;
        double most = 0;
        for (int i = Math.max(LASTING, here - SOON); i <= here && i + LASTING <= offered.length; i++) {
            double before = Arrays.stream(offered, i - LASTING, i).sum();
            double after = Arrays.stream(offered, i, i + LASTING).sum();
            boolean sure = Math.abs(after - before) > SURE * Math.sqrt(after + before);
            boolean much = Math.max(after, before) > CHANGED * Math.min(after, before);
            if (sure && much && Math.abs(after - before) > Math.abs(most)) {
                most = after - before;
                changed = i;
            }
        }
        return changed < 0
                ? Optional.empty()
                : Optional.of("the load " + (most > 0 ? "rises" : "falls") + " at "
                        + SimulatedTimeFormat.at(series.startNanos() + changed * step));
    }
}
