package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import java.util.OptionalInt;

/** A fault that sets the size of a tier. */
public interface ScalingFault extends FaultSpec {
    /** Returns the desired number of hosts in each location while the fault lasts; empty if it sets none. */
    OptionalInt nodesWanted();

    /** Returns the desired number of cores of each host while the fault lasts; empty if it sets none. */
    OptionalInt coresWanted();

    /** Returns the number of hosts in each location that a fault sets; empty if it sets none. */
    static OptionalInt nodesOf(FaultSpec fault) {
        return fault instanceof ScalingFault scaling ? scaling.nodesWanted() : OptionalInt.empty();
    }

    /** Returns the number of cores of each host that a fault sets; empty if it sets none. */
    static OptionalInt coresOf(FaultSpec fault) {
        return fault instanceof ScalingFault scaling ? scaling.coresWanted() : OptionalInt.empty();
    }
}
