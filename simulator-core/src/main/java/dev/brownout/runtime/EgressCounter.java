package dev.brownout.runtime;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.random.AssumedDistribution;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.service.Request.Operation;
import dev.brownout.spec.MetersOwnTraffic;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Map;

/**
 * The bytes that a class of requests brings users straight from the site, where their size is written: those of good
 * answers, unless a line or a CDN on the way counts them, or the object goes the other way; and those of what is pushed
 * to each user who keeps a connection.
 */
final class EgressCounter {
    /** {@code null} where there is nothing to count. */
    private final Counter bytes;

    private final boolean answers;

    /**
     * Of a class of requests.
     *
     * @param pushes whether its requests have messages pushed to users
     */
    EgressCounter(Assembly assembly, RequestSpec spec, boolean pushes) {
        List<Step.Target> calls = Step.all(spec.steps()).stream()
                .flatMap(step -> step.target().stream())
                .toList();
        boolean uploads = calls.stream().anyMatch(EgressCounter::brings)
                && calls.stream().noneMatch(call -> call.purpose() == Step.Purpose.READ);
        Map<String, ComponentEntry> components = assembly.scenario.components();
        boolean counted = calls.stream()
                .filter(call -> !brings(call))
                .map(Step.Target::component)
                .anyMatch(name ->
                        components.containsKey(name) && components.get(name).spec() instanceof MetersOwnTraffic);
        answers = !uploads && !counted;
        bytes = !(spec.size() instanceof AssumedDistribution) && (answers || pushes)
                ? new Counter(assembly.grid)
                : null;
    }

    /** Whether the object goes to whoever is called. */
    private static boolean brings(Step.Target call) {
        return call.purpose().operation() == Operation.WRITE;
    }

    /** Whether there is anything to bill. */
    boolean counts() {
        return bytes != null;
    }

    /** A good answer has reached its user. */
    void arrived(long now, long many) {
        if (answers && bytes != null) {
            bytes.add(now, many);
        }
    }

    /** A machine sends a user what was pushed to him. */
    void pushed(long now, long many) {
        if (bytes != null) {
            bytes.add(now, many);
        }
    }

    /** How many in a window. */
    long total(CellRange span) {
        return bytes == null ? 0 : bytes.total(span);
    }
}
