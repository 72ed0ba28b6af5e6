package dev.brownout.wiring;

import dev.brownout.node.Clock;
import dev.brownout.node.Host;
import java.util.Optional;

/** What a component can do whose machines go by clocks of their own. */
public interface Clocked {
    /** The clock of one of its machines; empty where nothing depends on it. */
    Optional<Clock> clock(Host host);
}
