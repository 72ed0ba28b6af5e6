package dev.brownout.component.database.node;

import dev.brownout.host.Host;
import java.util.function.BooleanSupplier;

/** A machine of a database that can be brought to another size. */
public interface SizedNode {
    /** The machine itself. */
    Host host();

    /** It has so many cores from now on; called while it has no process. */
    void resize(int cores);

    /** Whether the others wait for it now, so that it goes last. */
    boolean leads();

    /** It is back now: tells whether it has caught up with all that was committed until now. */
    BooleanSupplier returned();
}
