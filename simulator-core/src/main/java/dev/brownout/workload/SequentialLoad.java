package dev.brownout.workload;

import java.util.List;
import java.util.Objects;

/**
 * Several profiles one after another, each on a clock of its own that starts when its turn comes; the last one stays.
 */
public record SequentialLoad(List<Stage> stages, OpenLoad last) implements OpenLoad {

    /** A profile and how long its turn lasts. */
    public record Stage(OpenLoad flow, long durationNanos) {

        /** Throws unless the duration is above 0 and has an end. */
        public Stage {
            Objects.requireNonNull(flow);
            LoadArguments.span("duration", durationNanos);
            LoadArguments.that(durationNanos < FOREVER, "all but the last profile of a list need an end", flow);
        }
    }

    /** Takes the profiles that end, which may be none, and the one that does not. */
    public SequentialLoad {
        stages = List.copyOf(stages);
        Objects.requireNonNull(last);
    }

    @Override
    public RateSegment stretchAt(long atNanos) {
        long begin = 0;
        for (Stage stage : stages) {
            long end = RateSegment.later(begin, stage.durationNanos);
            if (atNanos < end) {
                return stage.flow.stretchAt(atNanos - begin).within(begin, end);
            }
            begin = end;
        }
        return last.stretchAt(atNanos - begin).within(begin, FOREVER);
    }

    @Override
    public long lengthNanos() {
        long begin = 0;
        for (Stage stage : stages) {
            begin = RateSegment.later(begin, stage.durationNanos);
        }
        return RateSegment.later(begin, last.lengthNanos());
    }
}
