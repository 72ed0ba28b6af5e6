package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import java.util.OptionalInt;

/** Hosts on which other components run as colocated processes. */
public interface ColocationHost {
    /** Returns the cores of each host for colocated processes, at least 1. */
    int coresForOthers();

    /** Returns the cores of each host for colocated processes; empty for a component that hosts none. */
    static OptionalInt coresForOthers(ComponentSpec spec) {
        return spec instanceof ColocationHost host ? OptionalInt.of(host.coresForOthers()) : OptionalInt.empty();
    }
}
