package dev.brownout.load;

import java.util.List;
import java.util.Objects;

/**
 * Several profiles one after another, each on a clock of its own that starts when its turn comes; the last one stays.
 */
public record Sequence(List<Stage> stages, Flow last) implements Flow {

    /** A profile and how long its turn lasts. */
    public record Stage(Flow flow, long durationNanos) {

        /** Throws unless the duration is above 0 and has an end. */
        public Stage {
            Objects.requireNonNull(flow);
            Require.span("duration", durationNanos);
            Require.that(durationNanos < FOREVER, "all but the last profile of a list need an end", flow);
        }
    }

    /** Takes the profiles that end, which may be none, and the one that does not. */
    public Sequence {
        stages = List.copyOf(stages);
        Objects.requireNonNull(last);
    }

    @Override
    public Stretch stretchAt(long atNanos) {
        long begin = 0;
        for (Stage stage : stages) {
            long end = Stretch.later(begin, stage.durationNanos);
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
            begin = Stretch.later(begin, stage.durationNanos);
        }
        return Stretch.later(begin, last.lengthNanos());
    }
}
