package dev.brownout.scenario;

import static java.util.stream.Collectors.joining;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fault on the timeline: {@code at 4m: crash web/1 for 72s as outage}.
 *
 * @param startAt start of the fault, in nanoseconds from the start of the run
 * @param durationNanos duration of the fault; empty for the rest of the run
 * @param name its name in relations; {@link #UNNAMED} if it has no name
 * @param target its target; empty for verbs without a target
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
    /** Name in relations of the first fault without a name. */
    public static final String UNNAMED = "fault";

    /** Returns whether the target is a component, or some of its hosts, by the name of the component. */
    public boolean hits(String component) {
        return target.filter(its -> its.head().equals(component)).isPresent();
    }

    /** Returns the instant at which the fault ends in a run of a given duration, in nanoseconds. */
    public long endAt(long runNanos) {
        return durationNanos.map(its -> startAt + its).orElse(spec.momentary() ? startAt : runNanos);
    }

    /** Returns a short description of the fault for a chart. */
    public Sentence label() {
        String name = Stream.concat(target.stream(), other.stream())
                .map(Selector::words)
                .collect(joining(" ~ "));
        return spec.label(name);
    }

    /** Returns the labels of faults, separated by commas; an empty sentence without faults. */
    public static Sentence labels(List<FaultEntry> faults) {
        return faults.stream()
                .map(FaultEntry::label)
                .reduce((some, next) -> Sentence.of("{}, {}", some, next))
                .orElse(Sentence.EMPTY);
    }
}
