package dev.brownout.fleet;

import dev.brownout.host.Host;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hosts that are or will be out of service for a time, and still count as desired. They are not replaced. */
final class AbsentHosts {
    /** Hosts that faults keep out of service, with the number of such faults. */
    private final Map<Host, Integer> held = new LinkedHashMap<>();
    /** Hosts that restart after they have drained. */
    private final Set<Host> returning = new LinkedHashSet<>();

    /** Keeps a host out of service until it is released as often. */
    void keepOut(Host host) {
        held.merge(host, 1, Integer::sum);
    }

    /** Releases a host once. Returns whether nothing holds it any more and it may start, now or after its drain. */
    boolean release(Host host) {
        int times = held.getOrDefault(host, 0);
        if (times > 1) {
            held.put(host, times - 1);
        } else {
            held.remove(host);
        }
        return times == 1;
    }

    /** Lets a host start again after its drain. */
    void awaitReturn(Host host) {
        returning.add(host);
    }

    /** Ends the wait for the return of a host. */
    void endReturn(Host host) {
        returning.remove(host);
    }

    /** Removes a host that is no longer desired. */
    void remove(Host host) {
        held.remove(host);
        returning.remove(host);
    }

    boolean isHeld(Host host) {
        return held.containsKey(host);
    }

    boolean isReturning(Host host) {
        return returning.contains(host);
    }

    boolean contains(Host host) {
        return isHeld(host) || isReturning(host);
    }

    /** Returns whether a host is out of service, or about to be, although it is desired. */
    boolean isAbsent(Host host) {
        return !host.membership().isActive() && contains(host);
    }

    /** Returns the number of hosts that are leaving or out of service, but count as desired. */
    int countAbsent(List<Host> all) {
        int absent = 0;
        for (Host host : held.isEmpty() && returning.isEmpty() ? List.<Host>of() : all) {
            absent += isAbsent(host) ? 1 : 0;
        }
        return absent;
    }
}
