package dev.brownout.workload;

import java.util.List;
import java.util.Objects;

/**
 * Sequence of several profiles. The time of each profile starts at 0 when the previous one ends. The last profile has
 * no end.
 */
public record SequentialLoad(List<Stage> stages, OpenLoad last) implements OpenLoad {

    /** Profile with a limited duration. */
    public record Stage(OpenLoad flow, long durationNanos) {

        /** Throws unless the duration is above 0 and finite. */
        public Stage {
            Objects.requireNonNull(flow);
            LoadArguments.span("duration", durationNanos);
            LoadArguments.require(durationNanos < FOREVER, "all but the last profile of a list need an end", flow);
        }
    }

    /** Creates a sequence of profiles with an end, which may be none, and one without an end. */
    public SequentialLoad {
        stages = List.copyOf(stages);
        Objects.requireNonNull(last);
    }

    @Override
    public RateSegment stretchAt(long atNanos) {
        long begin = 0;
        for (Stage stage : stages) {
            long end = RateSegment.addNanos(begin, stage.durationNanos);
            if (atNanos < end) {
                return stage.flow.stretchAt(atNanos - begin).offsetBy(begin, end);
            }
            begin = end;
        }
        return last.stretchAt(atNanos - begin).offsetBy(begin, FOREVER);
    }

    @Override
    public long lengthNanos() {
        long begin = 0;
        for (Stage stage : stages) {
            begin = RateSegment.addNanos(begin, stage.durationNanos);
        }
        return RateSegment.addNanos(begin, last.lengthNanos());
    }
}
