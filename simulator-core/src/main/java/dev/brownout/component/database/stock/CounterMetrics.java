package dev.brownout.component.database.stock;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the counters of a database, of all keys together. */
@RequiresParameter("counters")
public record CounterMetrics(
        @Doc("Sum of the values of all counters on the primary, time-weighted.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Sum of the counters of {}")
        TimeWeighted counterValue,

        @Doc("Increments that the primary has committed.") @ChartTitle("Increments of {}")
        Counter increments,

        @Doc("Increments that a write of an older value has overwritten. The count decreases if a later write has a "
                + "value that includes them.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @ChartTitle("Lost increments of {}")
        @Loss("lost increments")
        Counter lostIncrements,

        @Doc("Share of the increments that overwrite another increment, as their value was read before it: 1 - e^(-r d)"
                + " for r increments of a key per second and a time d from the read to the write. The share of lost"
                + " increments differs: a value that lacks others is overwritten without a further loss.")
        @ChartTitle("Share of increments of {} that overwrite others")
        Ratio overwritingShare,

        @Doc("Increments that are missing from the log of the promoted primary, acknowledged or not. The count "
                + "decreases if a later write has a value that includes them.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Rolled back increments of {}")
        Counter rolledBackIncrements,

        @Doc("Reads of counters that have been incremented.") @ChartTitle("Reads of counters of {}")
        Counter counterReads,

        @Doc("Mean difference between the value of a counter on the primary, when a read of it returns, and the value "
                + "read.")
        @ChartTitle("Mean error of counters read from {}")
        DerivedGauge counterError,

        @Doc("Greatest difference between the value of a counter on the primary, when a read of it returns, and the "
                + "value read.")
        @ChartTitle("Greatest error of counters read from {}")
        DerivedGauge counterErrorMax) {}
