package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import java.util.Optional;

/** A fault that changes the versions that hosts run. */
public interface VersionFault extends HostRemovalFault {
    /** Returns the version that it deploys to hosts; empty for their previous version. */
    Optional<String> versionWanted();

    /** Returns a fault as a change of versions; empty if it is none. */
    static Optional<VersionFault> of(FaultSpec fault) {
        return fault instanceof VersionFault versions ? Optional.of(versions) : Optional.empty();
    }
}
