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
 * Counts the bytes that a class of requests sends to users directly from the site, if the scenario sets their size.
 * Counted are the bytes of successful responses and of messages pushed to connected users. Responses of pure uploads
 * are not counted. Responses are not counted either if a component on the path meters its own traffic, such as a link
 * or a CDN.
 */
final class EgressCounter {
    /** Byte counter, or {@code null} if there is nothing to count. */
    private final Counter bytes;

    private final boolean answers;

    /**
     * Creates the counter of a class of requests.
     *
     * @param pushes whether its requests push messages to users
     */
    EgressCounter(RunEnvironment run, RequestSpec spec, boolean pushes) {
        List<Step.Target> calls = Step.all(spec.steps()).stream()
                .flatMap(step -> Step.targetOf(step).stream())
                .toList();
        boolean uploads = calls.stream().anyMatch(EgressCounter::sendsObject)
                && calls.stream().noneMatch(call -> call.purpose() == Step.Purpose.READ);
        Map<String, ComponentEntry> components = run.scenario.components();
        boolean counted = calls.stream()
                .filter(call -> !sendsObject(call))
                .map(Step.Target::component)
                .anyMatch(name ->
                        components.containsKey(name) && components.get(name).spec() instanceof MetersOwnTraffic);
        answers = !uploads && !counted;
        bytes = !(spec.size() instanceof AssumedDistribution) && (answers || pushes) ? new Counter(run.grid) : null;
    }

    /** Returns whether the object is sent to the callee. */
    private static boolean sendsObject(Step.Target call) {
        return call.purpose().operation() == Operation.WRITE;
    }

    /** Returns whether there is any traffic to bill. */
    boolean counts() {
        return bytes != null;
    }

    /** Counts a successful response that has reached its user. */
    void onArrived(long now, long count) {
        if (answers && bytes != null) {
            bytes.add(now, count);
        }
    }

    /** Counts a message that a host pushes to a user. */
    void onPushed(long now, long count) {
        if (bytes != null) {
            bytes.add(now, count);
        }
    }

    /** Returns the number of bytes in a window. */
    long total(CellRange span) {
        return bytes == null ? 0 : bytes.total(span);
    }
}
