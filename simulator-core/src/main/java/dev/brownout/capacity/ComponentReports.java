package dev.brownout.capacity;

import dev.brownout.result.ScenarioExplanation;
import dev.brownout.spi.CapacityModel;

/** Converts the analytical results of components to the types of the result. */
final class ComponentReports {
    private ComponentReports() {}

    static ScenarioExplanation.Rest rest(String component, CapacityModel.Rest rest) {
        return new ScenarioExplanation.Rest(
                component,
                rest.callsPerSecond(),
                rest.coldShare(),
                rest.heldShare(),
                rest.waitNanos(),
                rest.paidShare(),
                rest.exact());
    }

    static ScenarioExplanation.Expiry expiry(String component, CapacityModel.Expiry its) {
        return new ScenarioExplanation.Expiry(
                component, its.ttlNanos(), its.keys(), its.alive(), its.missedShare(), its.everyNanos());
    }

    static ScenarioExplanation.Memory memory(String component, CapacityModel.Memory its) {
        return new ScenarioExplanation.Memory(
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
