package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;

/** A fault named after a {@link FailureMode}. The hosts have this mode while the fault is active. */
interface FailureModeSpec extends FaultSpec {
    /** Returns the failure mode of the hosts. */
    FailureMode mode();

    @Override
    default boolean stops() {
        return true;
    }

    @Override
    default boolean restarts() {
        return mode().kills();
    }

    @Override
    default boolean silent() {
        return mode().silent();
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
