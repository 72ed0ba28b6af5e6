package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.HostFault;

/** A fault named after a {@link FailureMode}. The hosts have this mode while the fault is active. */
interface FailureModeFault extends FaultSpec, HostFault {
    /** Returns the failure mode of the hosts. */
    FailureMode mode();

    @Override
    default Sentence label(String name) {
        return mode().label(name);
    }

    @Override
    default boolean hitsParts() {
        return mode().freezes();
    }

    @Override
    default boolean stopsHosts() {
        return true;
    }

    @Override
    default boolean restartsHosts() {
        return mode().kills();
    }

    @Override
    default void begin(FaultTargets targets) {
        targets.hosts().forEach(host -> host.begin(mode()));
    }

    @Override
    default void end(FaultTargets targets) {
        targets.hosts().forEach(host -> host.end(mode()));
    }
}
