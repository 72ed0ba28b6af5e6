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
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import java.util.ArrayList;
import java.util.List;

/** A few machines and the ways between them, without a scenario around them. */
public final class Bench {
    /** A millisecond. */
    public static final long MS = 1_000_000;

    /** A second. */
    public static final long SECOND = 1_000 * MS;

    /** Clock and event list. */
    public final Simulation simulation = new Simulation();

    /** Cells of a second over ten minutes. */
    public final TimeGrid grid = new TimeGrid(600 * SECOND, SECOND, List.of());

    /** The links. */
    public final Network network;

    /** What callers heard, as {@code name outcome milliseconds}. */
    public final List<String> heard = new ArrayList<>();

    private long calls;

    /** Machines whose round trip is that long. */
    public Bench(long roundTripNanos) {
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

    /** A machine. */
    public Host host(String component, String node, String region) {
        return new Host(
                simulation,
                component,
                node,
                new Location(region, ""),
                new CallMeter(grid, Outcome.values().length + 1));
    }

    /** A way between two machines; patience 0 for ever. */
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
                caller -> new CallCounts[] {new CallCounts(grid)},
                null);
    }

    /** A read with an identity of its own. */
    public Request request() {
        long number = calls++;
        long identity = KeyedRandom.child(42, number, 0, 0);
        return new Request(
                identity,
                identity,
                number,
                0,
                0,
                0,
                0,
                0,
                Request.Operation.READ,
                1000,
                simulation.now(),
                new LogicalRequest());
    }

    /** Writes down what is answered. */
    public Reply reply(String name) {
        return (outcome, detail) -> heard.add(name + " " + outcome.label() + " " + simulation.now() / 1e6);
    }

    /** Does something later. */
    public void at(long instant, Runnable action) {
        simulation.at(instant, step -> action.run(), 0);
    }

    /** A service that answers after a while on its machine. */
    public Service answering(Host host, long afterNanos) {
        return (request, reply) -> host.after(afterNanos, () -> reply.accept(Outcome.OK, 0));
    }
}
