package dev.brownout.analysis;

import dev.brownout.result.Explanation;
import dev.brownout.wiring.Sketch;

/** What components say of themselves on paper, as results have it. */
final class Said {
    private Said() {}

    static Explanation.Rest rest(String component, Sketch.Rest rest) {
        return new Explanation.Rest(
                component,
                rest.callsPerSecond(),
                rest.coldShare(),
                rest.heldShare(),
                rest.waitNanos(),
                rest.paidShare(),
                rest.exact());
    }

    static Explanation.Expiry expiry(String component, Sketch.Expiry its) {
        return new Explanation.Expiry(
                component, its.ttlNanos(), its.keys(), its.alive(), its.missedShare(), its.everyNanos());
    }

    static Explanation.Memory memory(String component, Sketch.Memory its) {
        return new Explanation.Memory(
                component,
                its.bytes(),
                its.atFirst(),
                its.bytesPerSecond(),
                its.lastingNanos(),
                its.atRest(),
                its.others(),
                its.fullNanos());
    }
}
