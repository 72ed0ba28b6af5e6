package dev.brownout.scenario;

import static java.util.stream.Collectors.joining;

import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSpec;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fault on the timeline: {@code at 4m: crash web/1 for 72s as outage}.
 *
 * @param startAt when it begins, in nanoseconds from the start of the run
 * @param durationNanos how long it holds; empty for as long as the run lasts
 * @param name what relations call it; {@link #UNNAMED} where it has no name
 * @param target what it hits; empty for verbs without a target
 * @param other the other end of a link or partition; empty for most verbs
 * @param spec the verb and its arguments
 * @param sentence as written
 */
public record FaultEntry(
        long startAt,
        Optional<Long> durationNanos,
        String name,
        Optional<Selector> target,
        Optional<Selector> other,
        FaultSpec spec,
        String sentence) {
    /** What relations call a fault without a name, the first of them. */
    public static final String UNNAMED = "fault";

    /** Whether it hits a component, or some of its machines, by the component's name. */
    public boolean hits(String component) {
        return target.filter(its -> its.head().equals(component)).isPresent();
    }

    /** What is the matter while it holds, in the few words that fit on a chart. */
    public String label() {
        String what = Stream.concat(target.stream(), other.stream())
                .map(Selector::words)
                .collect(joining(" ~ "));
        return spec.label(what);
    }
}
