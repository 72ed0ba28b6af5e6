package dev.brownout.component.database.pool;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of connection pools that open connections again. */
@RequiresParameter("pool.connect_failure")
public record ConnectMetrics(
        @Doc("Failed attempts of pools to open a connection.") @ChartTitle("Failed connection attempts to {}")
        Counter poolConnectFailures) {}
