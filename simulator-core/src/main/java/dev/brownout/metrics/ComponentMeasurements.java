package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.service.LossLog;
import dev.brownout.spi.Component;
import java.util.List;
import java.util.NavigableMap;

/**
 * Measurements of one component.
 *
 * @param hosts hosts in the order of their creation
 * @param paid number of hosts that are paid for
 * @param paidBySize number of hosts that are paid for by cores per host; {@code null} if hosts keep their size
 * @param losses acknowledged writes that the component has lost
 * @param locations number of locations of the component
 */
public record ComponentMeasurements(
        Component component,
        List<Host> hosts,
        InstrumentRegistry instruments,
        TimeWeighted paid,
        NavigableMap<Integer, TimeWeighted> paidBySize,
        LossLog losses,
        int locations) {}
