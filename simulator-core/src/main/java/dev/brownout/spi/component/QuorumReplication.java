package dev.brownout.spi.component;

import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.ComponentSpec;
import java.util.Optional;

/** Copies of each key of which a quorum decides the response. */
public interface QuorumReplication {
    /**
     * Returns the analytical quorum model of the copies of a key.
     *
     * @param model capacity model with the locations and the hosts that are up
     */
    QuorumModel quorum(CapacityModel model);

    /**
     * Returns the analytical quorum model of a component; empty if responses do not depend on a quorum of copies.
     *
     * @param model capacity model with the locations and the hosts that are up
     */
    static Optional<QuorumModel> quorum(ComponentSpec spec, CapacityModel model) {
        return spec instanceof QuorumReplication replication
                ? Optional.of(replication.quorum(model))
                : Optional.empty();
    }
}
