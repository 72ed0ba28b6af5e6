package dev.brownout.spi.component;

import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import java.util.Optional;

/** A component with host clocks that can be wrong. */
public interface ClockedComponent {
    /** Returns the clock of a host; empty if nothing depends on it. */
    Optional<MachineClock> clock(Host host);
}
