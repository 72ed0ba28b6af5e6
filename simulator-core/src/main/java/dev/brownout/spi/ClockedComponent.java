package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import java.util.Optional;

/** What a component can do whose machines go by clocks of their own. */
public interface ClockedComponent {
    /** The clock of one of its machines; empty where nothing depends on it. */
    Optional<MachineClock> clock(Host host);
}
