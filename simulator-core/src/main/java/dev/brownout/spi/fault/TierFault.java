package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import java.util.Optional;
import java.util.OptionalInt;

/** Effects of a fault on the hosts of a tier: their number, cores and versions, and hosts out of service. */
public interface TierFault {
    /** No effect on a tier. */
    TierFault NONE = new TierFault() {};

    /** Returns the effects of a fault on a tier. */
    static TierFault of(FaultSpec fault) {
        return fault instanceof TierFault effects ? effects : NONE;
    }

    /** Returns the desired number of hosts in each location while it lasts; empty if it sets none. */
    default OptionalInt desiredHosts() {
        return OptionalInt.empty();
    }

    /** Returns the desired number of cores of each host while it lasts; empty if it sets none. */
    default OptionalInt desiredCores() {
        return OptionalInt.empty();
    }

    /**
     * Returns whether it takes hosts out of service one by one, at least to change their number of cores. Their tier
     * must manage the lifecycle of its hosts.
     */
    default boolean removesHosts() {
        return desiredCores().isPresent();
    }

    /**
     * Returns the number of hosts in each location that it adds before old ones leave, at least 0.
     *
     * @param nodes initial number of hosts in each location
     */
    default int spares(int nodes) {
        return 0;
    }

    /** Returns whether it is an interruption by the provider of the hosts. */
    default boolean interruptsHosts() {
        return false;
    }

    /** Returns the version that it deploys to hosts; empty if it deploys none. */
    default Optional<String> deployedVersion() {
        return Optional.empty();
    }

    /** Returns whether it rolls hosts back to their previous version. */
    default boolean rollsBack() {
        return false;
    }
}
