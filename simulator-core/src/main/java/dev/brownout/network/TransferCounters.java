package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Request;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Counters of the bytes sent to hosts in other zones of the region and in other regions, which clouds bill as data
 * transfer. They are attributed to the sending component. Users are in no zone. Only objects with a size set in the
 * scenario count, as a default size is no basis for a bill. Copies between hosts of one component count if all sizes
 * are set. A message counts when it is sent, whether or not it arrives. A response counts if it is successful.
 */
public final class TransferCounters {
    private final Simulation simulation;
    private final TimeGrid grid;
    private final boolean[] written;
    private final boolean allWritten;
    private final Predicate<String> counts;
    private final Runnable begins;
    private final SortedMap<String, ComponentTransfer> sent = new TreeMap<>();
    /** Transferred bytes by receiving component. */
    private final SortedMap<String, Long> bytesByReceiver = new TreeMap<>();

    /** Bytes sent by the hosts of a component: to other zones, and to other regions by the sender's region. */
    private static final class ComponentTransfer {
        private final Counter toZones;
        private final SortedMap<String, Counter> toRegions = new TreeMap<>();

        ComponentTransfer(TimeGrid grid) {
            toZones = new Counter(grid);
        }
    }

    /**
     * Creates counters at 0.
     *
     * @param written for each request class, whether the scenario sets the size of its objects
     * @param counts whether the bytes of a component are billed here
     * @param begins runs before the first bytes are counted
     */
    public TransferCounters(
            Simulation simulation, TimeGrid grid, boolean[] written, Predicate<String> counts, Runnable begins) {
        this.begins = begins;
        this.simulation = simulation;
        this.grid = grid;
        this.written = written.clone();
        boolean all = true;
        for (boolean one : written) {
            all &= one;
        }
        this.allWritten = all;
        this.counts = counts;
    }

    /** Returns an instance that counts nothing. */
    static TransferCounters disabled() {
        return new TransferCounters(null, null, new boolean[0], component -> false, () -> {});
    }

    /** Returns whether anything is counted. */
    public boolean counting() {
        return written.length > 0;
    }

    /** Returns whether bytes between two hosts, or from another host at the location of the first one, can count. */
    boolean mayCount(Host one, Host other) {
        return counts.test(one.component())
                && counts.test(other.component())
                && !one.component().equals(Network.USERS)
                && (!other.site().zone().isEmpty() || abroad(one, other));
    }

    private static boolean abroad(Host one, Host other) {
        String region = one.site().region();
        return !region.isEmpty()
                && !other.site().region().isEmpty()
                && !region.equals(other.site().region());
    }

    /** Counts the object of a request sent from one host to another. */
    public void send(Host from, Host to, Request request) {
        if (written.length > 0 && written[request.source().number()]) {
            book(from, to, request.sizeBytes());
        }
    }

    /** Counts objects of any requests copied from one host of a component to another. */
    public void copy(Host from, Host to, long bytes) {
        if (written.length > 0 && allWritten) {
            book(from, to, bytes);
        }
    }

    private void book(Host from, Host to, long bytes) {
        boolean abroad = abroad(from, to);
        String zone = from.site().zone();
        boolean crossesZones = !zone.isEmpty()
                && !to.site().zone().isEmpty()
                && !zone.equals(to.site().zone());
        if (!abroad && !crossesZones || !mayCount(from, to)) {
            return;
        }
        if (sent.isEmpty()) {
            begins.run();
        }
        ComponentTransfer its = sent.computeIfAbsent(from.component(), sender -> new ComponentTransfer(grid));
        Counter counter =
                abroad ? its.toRegions.computeIfAbsent(from.site().region(), region -> new Counter(grid)) : its.toZones;
        counter.add(simulation.now(), bytes);
        bytesByReceiver.merge(to.component(), bytes, Math::addExact);
    }

    /** Returns the bytes sent by the hosts of a component to other zones in a time window. */
    public long toZones(String component, CellRange span) {
        ComponentTransfer its = sent.get(component);
        return its == null ? 0 : its.toZones.total(span);
    }

    /** Returns the regions from which hosts of a component have sent bytes to other regions, in name order. */
    public Iterable<String> regions(String component) {
        ComponentTransfer its = sent.get(component);
        return its == null ? Collections.emptyList() : Collections.unmodifiableSet(its.toRegions.keySet());
    }

    /** Returns the bytes sent by the hosts of a component in a region to other regions in a time window. */
    public long toRegions(String component, String from, CellRange span) {
        ComponentTransfer its = sent.get(component);
        Counter counter = its == null ? null : its.toRegions.get(from);
        return counter == null ? 0 : counter.total(span);
    }

    /** Returns all counted bytes in the whole run, summed over the senders. */
    public long sent() {
        CellRange run = grid.span(0, grid.end());
        long all = 0;
        for (ComponentTransfer its : sent.values()) {
            all += its.toZones.total(run);
            for (Counter counter : its.toRegions.values()) {
                all += counter.total(run);
            }
        }
        return all;
    }

    /** Returns all counted bytes in the whole run, summed over the receivers. */
    public long totalBytes() {
        return bytesByReceiver.values().stream().mapToLong(Long::longValue).sum();
    }
}
