package dev.brownout.component.function;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.MemoryTimeCounter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;

/** Bill of the instances of a function in one region, in MiB x ms. */
final class InstanceBilling {
    @RequiresParameter("provisioned")
    record ProvisionedMetrics(
            @Doc("Billed duration of provisioned instances times their memory, in MiB x ms.")
            @ChartTitle("Billed memory time of provisioned instances of {}")
            MemoryTimeCounter provisionedBilledMemory,

            @Doc("Memory of the provisioned instances times the time, in MiB x ms.")
            @ChartTitle("Memory time of provisioned instances of {}")
            MemoryTimeCounter provisionedMemory) {}

    private static final long MILLI_NANOS = 1_000_000;

    private final long unitNanos;
    private final long mebibytes;
    private final MemoryTimeCounter onDemand;
    /** Metrics of provisioned instances; {@code null} without any. */
    private final ProvisionedMetrics provisioned;

    /** Creates a bill. Provisioned memory is billed for the whole run, whatever happens to the instances. */
    InstanceBilling(FunctionSpec spec, ComponentContext context, Host host, MemoryTimeCounter onDemand) {
        this.unitNanos = spec.billingUnit().toNanos();
        this.mebibytes = spec.mebibytes();
        this.onDemand = onDemand;
        this.provisioned =
                spec.provisioned().isPresent() ? context.metrics().instruments(ProvisionedMetrics.class, host) : null;
        TimeGrid grid = context.grid();
        long memory = spec.provisioned().orElse(0) * mebibytes;
        if (memory > Long.MAX_VALUE / (grid.end() / MILLI_NANOS + 1)) {
            throw new InvalidValueException(
                    "the memory of {} over the run exceeds all amounts: reduce 'provisioned' or 'memory'",
                    context.name());
        }
        if (provisioned != null) {
            billProvisioned(grid, memory);
        }
    }

    private void billProvisioned(TimeGrid grid, long memory) {
        for (int cell = 0; cell < grid.cells(); cell++) {
            long end = cell + 1 < grid.cells() ? grid.start(cell + 1) : grid.end();
            long millis = end / MILLI_NANOS - grid.start(cell) / MILLI_NANOS;
            provisioned.provisionedMemory().addIn(cell, millis * memory);
        }
    }

    /** Bills the time in which an instance was busy until now, rounded up to the billing unit. */
    void bill(FunctionInstance instance, long now) {
        long units = (now - instance.busySince + unitNanos - 1) / unitNanos;
        MemoryTimeCounter bill = instance.provisioned ? provisioned.provisionedBilledMemory() : onDemand;
        bill.add(now, units * (unitNanos / MILLI_NANOS) * mebibytes);
    }

    /** Returns the billed memory time of all calls in a window. */
    long total(CellRange span) {
        return onDemand.total(span)
                + (provisioned == null
                        ? 0
                        : provisioned.provisionedBilledMemory().total(span));
    }
}
