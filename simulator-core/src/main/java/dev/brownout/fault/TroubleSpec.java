package dev.brownout.fault;

import dev.brownout.node.Trouble;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;

/** A verb with the name of a {@link Trouble}, which machines have while it holds. */
interface TroubleSpec extends FaultSpec {
    /** What is wrong with them. */
    Trouble trouble();

    @Override
    default boolean stops() {
        return true;
    }

    @Override
    default boolean restarts() {
        return trouble().kills();
    }

    @Override
    default void begin(FaultTargets targets) {
        targets.hosts().forEach(host -> host.begin(trouble()));
    }

    @Override
    default void end(FaultTargets targets) {
        targets.hosts().forEach(host -> host.end(trouble()));
    }
}
