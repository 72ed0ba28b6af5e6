package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.spi.ScalableTier;
import java.util.List;
import java.util.OptionalLong;

/** A tier with a fleet that carries out the changes of its hosts. */
public interface FleetTier extends ScalableTier.Replaceable {
    /** Returns the fleet. */
    Fleet fleet();

    @Override
    default List<Host> hosts() {
        return fleet().hosts();
    }

    @Override
    default void scale(int nodes) {
        fleet().scale(nodes);
    }

    @Override
    default void cancelScale(int nodes) {
        fleet().cancelScale(nodes);
    }

    @Override
    default void drain(List<Host> machines, OptionalLong graceNanos) {
        machines.forEach(host -> fleet().takeOut(host, graceNanos));
    }

    @Override
    default void cancelDrain(List<Host> machines) {
        machines.forEach(fleet()::release);
    }

    @Override
    default HostInterruptions interruptions() {
        return fleet().interruptions();
    }
}
