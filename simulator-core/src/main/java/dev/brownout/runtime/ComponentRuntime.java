package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.metrics.ComponentMeasurements;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.service.LossLog;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.SessionGuarantees;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Runtime state of one component. A request class has one as well, for the steps and policies of its users. It has no
 * component and no hosts.
 */
final class ComponentRuntime {
    final String name;
    /** Number of the component, from 1; 0 for a request class. */
    final int number;
    /** Settings of the component; {@code null} for a request class. */
    final ComponentEntry entry;

    final InstrumentRegistry instruments;
    /** Number of running and billed instances over time. */
    final TimeWeighted paid;
    /** Acknowledged writes that the component has lost. */
    final LossLog losses = new LossLog();

    /** Context of the component. */
    final ComponentContext context;

    private List<Host> hosts = new ArrayList<>();
    private NavigableMap<Integer, TimeWeighted> paidBySize;
    /** The component; {@code null} until it is built. */
    Component component;
    /** Measurements of session guarantees; {@code null} if no visit has a key and no session is routed. */
    SessionGuarantees guarantees;
    /** Result of the writes; {@code null} if the component keeps no record of them. */
    AuditRegistry.Ledger ledger;

    ComponentRuntime(RunBuilder builder, String name, int number, ComponentEntry entry) {
        this.name = name;
        this.number = number;
        this.entry = entry;
        this.instruments = new InstrumentRegistry(builder.run.grid);
        this.paid = new TimeWeighted(builder.run.grid);
        this.context = new ComponentWiring(builder, this);
    }

    /** Returns the hosts, in the order of their creation. */
    List<Host> hosts() {
        return hosts;
    }

    /** Adds a host. Not possible after {@link #measurements}. */
    void add(Host host) {
        hosts.add(host);
    }

    /** Returns the number of running and billed instances over time, by core count. */
    NavigableMap<Integer, TimeWeighted> paidBySize() {
        if (paidBySize == null) {
            paidBySize = new TreeMap<>();
        }
        return paidBySize;
    }

    /** Counts all levels up to the end of the run. */
    void complete(long endAt) {
        instruments.complete(endAt);
        hosts.forEach(host -> host.meter().complete(endAt));
        paid.complete(endAt);
        if (paidBySize != null) {
            paidBySize.values().forEach(machines -> machines.complete(endAt));
        }
    }

    /** Returns the measurements of the component, which has all of its hosts. */
    ComponentMeasurements measurements() {
        hosts = List.copyOf(hosts);
        return new ComponentMeasurements(
                component,
                hosts,
                instruments,
                paid,
                paidBySize,
                losses,
                context.topology().sites().size());
    }
}
