package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;

/** A fault that stops or degrades the affected hosts. */
public interface HostFault extends FaultSpec {
    /** Returns whether it can affect a part of a host, such as its disk, while the rest keeps working. */
    boolean hitsParts();

    /** Returns whether the affected hosts serve fewer calls, or slower, than without it. */
    boolean harms();

    /** Returns whether a fault stops or degrades hosts. */
    static boolean isHarmful(FaultSpec fault) {
        return fault instanceof HostFault host && host.harms();
    }

    /** Returns whether a fault can affect a part of a host. */
    static boolean canHitParts(FaultSpec fault) {
        return fault instanceof HostFault host && host.hitsParts();
    }
}
