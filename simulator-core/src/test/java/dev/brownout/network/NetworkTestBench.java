package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.CallMeter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.RequestSource;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import java.util.ArrayList;
import java.util.List;

/** Test bench with a few hosts and the connections between them, without a scenario. */
public final class NetworkTestBench {
    /** Length of a millisecond, in ns. */
    public static final long MS = 1_000_000;

    /** Length of a second, in ns. */
    public static final long SECOND = 1_000 * MS;

    /** Clock and event list. */
    public final Simulation simulation = new Simulation();

    /** Time grid with cells of a second over ten minutes. */
    public final TimeGrid grid = new TimeGrid(600 * SECOND, SECOND, List.of());

    /** Links between the hosts. */
    public final Network network;

    /** Responses to callers, as {@code name outcome milliseconds}. */
    public final List<String> responses = new ArrayList<>();

    private long calls;

    /** Creates a bench with the given round-trip time between its hosts. */
    public NetworkTestBench(long roundTripNanos) {
        network = new Network(
                simulation,
                new Network.Fabric(
                        new ConstantDistribution(roundTripNanos),
                        new ConstantDistribution(0),
                        Double.POSITIVE_INFINITY,
                        0,
                        0),
                (one, other) -> new ConstantDistribution(80 * MS),
                name -> new KeyedRandom(KeyedRandom.key(0, 0, name)));
    }

    /** Creates a host. */
    public Host host(String component, String node, String region) {
        return new Host(
                simulation,
                component,
                node,
                new Location(region, ""),
                new CallMeter(grid, Outcome.values().length + 1));
    }

    /** Creates a connection between two hosts. A timeout of 0 means none. */
    public Edge edge(Host from, Host to, Service service, long timeoutNanos) {
        return new Edge(
                simulation,
                network.link(from, to),
                network.link(to, from),
                to,
                7,
                service,
                timeoutNanos,
                0,
                new VersionRegistry(),
                new KeyedRandom(KeyedRandom.key(1, 0, "errors")),
                new CallerCounters() {
                    @Override
                    public int number(String caller) {
                        return 1;
                    }

                    @Override
                    public CallCounts of(String caller, int index) {
                        return new CallCounts(grid);
                    }
                },
                null);
    }

    /** Returns a read with an identity of its own. */
    public Request request() {
        long number = calls++;
        long identity = KeyedRandom.child(42, number, 0, 0);
        return new Request(
                identity,
                identity,
                number,
                RequestSource.NONE,
                0,
                0,
                0,
                Request.Operation.READ,
                1000,
                simulation.now(),
                new LogicalRequest());
    }

    /** Returns a reply callback that logs the outcome under the given name. */
    public Reply reply(String name) {
        return (outcome, detail) -> responses.add(name + " " + outcome.label() + " " + simulation.now() / 1e6);
    }

    /** Schedules an action at the given time, in ns. */
    public void scheduleAt(long instant, Runnable action) {
        simulation.scheduleAt(instant, step -> action.run(), 0);
    }

    /** Returns a service on a host that responds after the given time. */
    public Service answering(Host host, long afterNanos) {
        return (request, reply) -> host.schedule(afterNanos, () -> reply.accept(Outcome.OK, 0));
    }
}
