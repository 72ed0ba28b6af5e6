package dev.brownout.component.uplink;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;

/**
 * Counter of the bytes on a shared line, counted as they cross it and not when a response is complete. Transfers in
 * progress share the line evenly, so the byte count grows linearly between two changes. Whole bytes are counted.
 */
final class SharedLine implements Host.Resident {
    private final ComponentContext context;
    private final TimeGrid grid;
    private final Counter bytes;
    /** Total bytes of the completed transfers. */
    private long complete;
    /** Total bytes of the transfers in progress. */
    private long underWay;

    private int sharing;
    /** Sum of the rates that the transfers in progress would have alone, in bytes per nanosecond. */
    private double pace;

    private boolean suspended;
    private double crossed;
    private long counted;
    private long startNanos;

    /** Creates the counter of an idle line. */
    SharedLine(ComponentContext context, Host host, Counter bytes) {
        this.context = context;
        this.grid = context.grid();
        this.bytes = bytes;
        host.attach(this);
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": bytes carried = bytes of complete transfers + transferred part of open"
                        + " transfers",
                () -> {
                    updateBytes();
                    return bytes.total(grid.span(0, grid.end()));
                },
                () -> Math.min(Math.max(counted, complete), complete + underWay));
    }

    /** Starts a transfer of {@code many} bytes, which takes {@code nanos} alone on the line. */
    void begin(long many, long nanos) {
        updateBytes();
        underWay += many;
        sharing++;
        pace += (double) many / Math.max(1, nanos);
    }

    /** Completes a transfer started by {@link #begin} with equal arguments. */
    void end(long many, long nanos) {
        updateBytes();
        underWay -= many;
        complete += many;
        sharing--;
        pace = sharing == 0 ? 0 : pace - (double) many / Math.max(1, nanos);
        crossTo(grid.cell(context.simulation().now()), crossed);
    }

    /** Counts the bytes carried up to the current simulated time. */
    void updateBytes() {
        long now = context.simulation().now();
        if (sharing > 0 && !suspended) {
            double perNano = pace / sharing;
            double before = crossed;
            for (int cell = grid.cell(startNanos); cell + 1 < grid.cells() && grid.start(cell + 1) <= now; cell++) {
                crossTo(cell, before + perNano * (grid.start(cell + 1) - startNanos));
            }
            crossTo(grid.cell(now), before + perNano * (now - startNanos));
        }
        startNanos = now;
    }

    /** Counts bytes up to a total, bounded below by the completed and above by the started bytes. */
    private void crossTo(int cell, double upTo) {
        crossed = Math.min(Math.max(upTo, complete), complete + underWay);
        long whole = (long) crossed;
        bytes.addIn(cell, whole - counted);
        counted = whole;
    }

    @Override
    public void onCrash() {
        updateBytes();
        complete = counted;
        crossed = counted;
        underWay = 0;
        sharing = 0;
        pace = 0;
    }

    @Override
    public void onSuspend() {
        updateBytes();
        suspended = true;
    }

    @Override
    public void onResume() {
        updateBytes();
        suspended = false;
    }
}
