package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;

/** A verb with the name of a {@link FailureMode}, which machines have while it holds. */
interface FailureModeSpec extends FaultSpec {
    /** What is wrong with them. */
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
