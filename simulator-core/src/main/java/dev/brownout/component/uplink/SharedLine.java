package dev.brownout.component.uplink;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.spi.ComponentContext;

/**
 * The bytes on a line, counted when they cross it and not when an answer is complete: what is under way shares the line
 * evenly, so that between two changes the bytes grow in a straight line. Whole bytes are counted.
 */
final class SharedLine implements Host.Resident {
    private final ComponentContext context;
    private final TimeGrid grid;
    private final Counter bytes;
    /** Bytes of all that is complete. */
    private long complete;
    /** Bytes of all that is under way, and how many share the line. */
    private long underWay;

    private int sharing;
    /** Bytes a nanosecond that each would have for itself, added up. */
    private double pace;

    private boolean onSuspend;
    private double crossed;
    private long counted;
    private long since;

    /** An idle line. */
    SharedLine(ComponentContext context, Host host, Counter bytes) {
        this.context = context;
        this.grid = context.grid();
        this.bytes = bytes;
        host.attach(this);
        context.identity(
                "/" + host.node() + ": bytes carried = those complete and part of those under way",
                () -> {
                    settle();
                    return bytes.total(grid.span(0, grid.end()));
                },
                () -> Math.min(Math.max(counted, complete), complete + underWay));
    }

    /** Begins to carry some bytes, which take so long alone. */
    void begin(long many, long nanos) {
        settle();
        underWay += many;
        sharing++;
        pace += (double) many / Math.max(1, nanos);
    }

    /** Those bytes have arrived. */
    void end(long many, long nanos) {
        settle();
        underWay -= many;
        complete += many;
        sharing--;
        pace = sharing == 0 ? 0 : pace - (double) many / Math.max(1, nanos);
        crossTo(grid.cell(context.simulation().now()), crossed);
    }

    /** Counts up to now. */
    void settle() {
        long now = context.simulation().now();
        if (sharing > 0 && !onSuspend) {
            double perNano = pace / sharing;
            double before = crossed;
            for (int cell = grid.cell(since); cell + 1 < grid.cells() && grid.start(cell + 1) <= now; cell++) {
                crossTo(cell, before + perNano * (grid.start(cell + 1) - since));
            }
            crossTo(grid.cell(now), before + perNano * (now - since));
        }
        since = now;
    }

    /** Rounding neither runs ahead of what there is to carry nor behind what has arrived. */
    private void crossTo(int cell, double upTo) {
        crossed = Math.min(Math.max(upTo, complete), complete + underWay);
        long whole = (long) crossed;
        bytes.addIn(cell, whole - counted);
        counted = whole;
    }

    @Override
    public void onCrash() {
        settle();
        complete = counted;
        crossed = counted;
        underWay = 0;
        sharing = 0;
        pace = 0;
    }

    @Override
    public void onSuspend() {
        settle();
        onSuspend = true;
    }

    @Override
    public void onResume() {
        settle();
        onSuspend = false;
    }
}
