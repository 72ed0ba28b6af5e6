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

    static ScenarioExplanation.Expiry expiry(String component, CapacityModel.Expiry expiry) {
        return new ScenarioExplanation.Expiry(
                component, expiry.ttlNanos(), expiry.keys(), expiry.alive(), expiry.missedShare(), expiry.everyNanos());
    }

    static ScenarioExplanation.Memory memory(String component, CapacityModel.Memory memory) {
        return new ScenarioExplanation.Memory(
                component,
                memory.bytes(),
                memory.atFirst(),
                memory.bytesPerSecond(),
                memory.lastingNanos(),
                memory.atRest(),
                memory.others(),
                memory.fullNanos());
    }
}
