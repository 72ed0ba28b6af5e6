package dev.brownout.component.database.node;

import dev.brownout.host.Host;
import java.util.function.BooleanSupplier;

/** A node of a database with an adjustable number of cores. */
public interface SizedNode {
    /** Returns the host of the node. */
    Host host();

    /** Sets the number of cores. Called while the node has no process. */
    void resize(int cores);

    /** Returns whether the other nodes of the group depend on this node as primary, so that it is resized last. */
    boolean leads();

    /** Called when the node is up again. Returns a test whether it has caught up with all commits up to now. */
    BooleanSupplier returned();
}
