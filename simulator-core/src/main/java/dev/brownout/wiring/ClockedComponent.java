package dev.brownout.wiring;

import dev.brownout.node.Host;
import dev.brownout.node.MachineClock;
import java.util.Optional;

/** What a component can do whose machines go by clocks of their own. */
public interface ClockedComponent {
    /** The clock of one of its machines; empty where nothing depends on it. */
    Optional<MachineClock> clock(Host host);
}
