package dev.brownout.component.database.stock;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the units of a database, of all keys together. */
@RequiresParameter("stock")
public record StockMetrics(
        @Doc("Free units of all keys, time-weighted; negative if more units are taken than there are.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Free units of {}")
        TimeWeighted freeUnits,

        @Doc("Units held for buyers and neither confirmed nor released, time-weighted.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Held units of {}")
        TimeWeighted heldUnits,

        @Doc("Confirmed units. The count decreases if a failover loses the confirmation.")
        @ChartTitle("Sold units of {}")
        Counter soldUnits,

        @Doc("Share of the reservations that found no free unit.")
        @Display(in = Display.In.BASELINE)
        @ChartTitle("Share of reservations of {} that are sold out")
        Ratio soldOutShare,

        @Doc("Time from the start of the run until a key had no free unit for the first time.") @InstrumentUnit("ns")
        DerivedGauge soldOutAt,

        @Doc("Holds that expired, so that their units were free again.") @ChartTitle("Expired holds of {}")
        Counter expiredHolds,

        @Doc("Holds that were released.") @ChartTitle("Released holds of {}")
        Counter releasedHolds,

        @Doc("Reservations that are missing from the log of the promoted primary. Their units are free there.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Lost holds of {}")
        Counter lostHolds,

        @Doc("Acknowledged sales of a key beyond its units.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @ChartTitle("Oversold units of {}")
        @Loss("oversold units")
        Counter oversoldUnits) {}
