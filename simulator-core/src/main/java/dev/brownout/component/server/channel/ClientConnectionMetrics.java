package dev.brownout.component.server.channel;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the long-lived connections of clients to one node. */
@RequiresParameter("client_connections")
public record ClientConnectionMetrics(
        @Doc("Open connections of clients that take calls, time-weighted.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Client connections of {}")
        TimeWeighted clientConnections,

        @Doc("Client connections opened, after their handshakes.") @ChartTitle("Client connections opened to {}")
        Counter clientConnectionsOpened,

        @Doc("Client connections that a node closed at their maximum age or number of calls.")
        @ChartTitle("Client connections renewed of {}")
        Counter clientConnectionsRenewed,

        @Doc("Client connections closed because they were idle, their node stopped, a call on HTTP/1.1 ended early, or"
                + " their client ended or no longer resolved the node.")
        @ChartTitle("Client connections closed of {}")
        Counter clientConnectionsClosed,

        @Doc("Client connections that ended with the process of their node, or because the node was silent for too"
                + " long.")
        @ChartTitle("Client connections lost of {}")
        @Loss("lost client connections")
        Counter clientConnectionsLost,

        @Doc("Connection attempts of clients that were refused, timed out, or ended with the client.")
        @ChartTitle("Failed connection attempts to {}")
        Counter clientConnectionsFailed) {

    /** Share of one node in the open connections. */
    @RequiresParameter("client_connections")
    public record Shares(
            @Doc("Open client connections of a node divided by those of all nodes, time-weighted. For the whole tier:"
                    + " the share of the node with the most.")
            @InstrumentUnit("ratio")
            DerivedGauge clientConnectionShare) {}

    /** Metrics of the calls of all clients. */
    @RequiresParameter("client_connections")
    public record CallMeasures(
            @Doc("Calls that waited because each connection of their client had as many calls as 'streams'.")
            @ChartTitle("Calls that wait for a stream to {}")
            Counter streamWaits,

            @Doc("Calls that wait for a stream of a connection.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Calls waiting for a stream to {}")
            TimeWeighted streamQueue) {}
}
