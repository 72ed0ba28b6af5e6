package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import java.util.Optional;

/** A fault that changes the versions that hosts run. */
public interface VersionFault extends HostRemovalFault {
    /** Returns the version that it deploys to hosts; empty for their previous version. */
    Optional<String> versionWanted();

    /**
     * Returns the number of surge hosts in each location that it adds before old ones leave, at least 0.
     *
     * @param nodes initial number of hosts in each location
     */
    int spares(int nodes);

    /**
     * Returns the number of surge hosts in each location that a fault adds, at least 0.
     *
     * @param nodes initial number of hosts in each location
     */
    static int sparesOf(FaultSpec fault, int nodes) {
        return fault instanceof VersionFault versions ? versions.spares(nodes) : 0;
    }

    /** Returns a fault as a change of versions; empty if it is none. */
    static Optional<VersionFault> of(FaultSpec fault) {
        return fault instanceof VersionFault versions ? Optional.of(versions) : Optional.empty();
    }
}
