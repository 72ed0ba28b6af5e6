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
 * The bytes that machines send to machines of other zones of their region and of other regions, which clouds bill as
 * data transfer: booked with the component that sends them. Users are in no zone. Objects count whose size is written,
 * as a default is no invoice; what machines of one component copy to each other counts where all sizes are written. A
 * message counts when it is sent, whether or not it arrives; an answer counts where it is good.
 */
public final class TransferCounters {
    private final Simulation simulation;
    private final TimeGrid grid;
    private final boolean[] written;
    private final boolean allWritten;
    private final Predicate<String> counts;
    private final Runnable begins;
    private final SortedMap<String, ComponentTransfer> sent = new TreeMap<>();
    /** The same bytes by whom they are sent to. */
    private final SortedMap<String, Long> taken = new TreeMap<>();

    /** What the machines of a component have sent: to other zones, and to other regions by their own. */
    private static final class ComponentTransfer {
        private final Counter toZones;
        private final SortedMap<String, Counter> toRegions = new TreeMap<>();

        ComponentTransfer(TimeGrid grid) {
            toZones = new Counter(grid);
        }
    }

    /**
     * Nothing has been sent yet.
     *
     * @param written of each class of requests whether the size of its objects is written
     * @param counts whether the bytes of a component are billed here
     * @param begins hears of the first bytes
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

    /** Where nothing is counted. */
    static TransferCounters none() {
        return new TransferCounters(null, null, new boolean[0], component -> false, () -> {});
    }

    /** Whether anything is counted. */
    public boolean counting() {
        return written.length > 0;
    }

    /** Whether bytes between two machines, or others of the first one's place, may count. */
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

    /** The object of a request goes from one machine to another. */
    public void send(Host from, Host to, Request request) {
        if (written.length > 0 && written[request.source()]) {
            book(from, to, request.sizeBytes());
        }
    }

    /** Objects of whichever requests are copied from one machine of a component to another. */
    public void copy(Host from, Host to, long bytes) {
        if (written.length > 0 && allWritten) {
            book(from, to, bytes);
        }
    }

    private void book(Host from, Host to, long bytes) {
        boolean abroad = abroad(from, to);
        String zone = from.site().zone();
        boolean apart = !zone.isEmpty()
                && !to.site().zone().isEmpty()
                && !zone.equals(to.site().zone());
        if (!abroad && !apart || !mayCount(from, to)) {
            return;
        }
        if (sent.isEmpty()) {
            begins.run();
        }
        ComponentTransfer its = sent.computeIfAbsent(from.component(), sender -> new ComponentTransfer(grid));
        Counter counter =
                abroad ? its.toRegions.computeIfAbsent(from.site().region(), region -> new Counter(grid)) : its.toZones;
        counter.add(simulation.now(), bytes);
        taken.merge(to.component(), bytes, Math::addExact);
    }

    /** Bytes that the machines of a component sent to other zones in a window. */
    public long toZones(String component, CellRange span) {
        ComponentTransfer its = sent.get(component);
        return its == null ? 0 : its.toZones.total(span);
    }

    /** The regions from which machines of a component have sent something to other regions, in order. */
    public Iterable<String> regions(String component) {
        ComponentTransfer its = sent.get(component);
        return its == null ? Collections.emptyList() : Collections.unmodifiableSet(its.toRegions.keySet());
    }

    /** Bytes that the machines of a component in a region sent to other regions in a window. */
    public long toRegions(String component, String from, CellRange span) {
        ComponentTransfer its = sent.get(component);
        Counter counter = its == null ? null : its.toRegions.get(from);
        return counter == null ? 0 : counter.total(span);
    }

    /** All bytes that were booked with who sent them, in the whole run. */
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

    /** All bytes that were booked with whom they were sent to. */
    public long taken() {
        return taken.values().stream().mapToLong(Long::longValue).sum();
    }
}
