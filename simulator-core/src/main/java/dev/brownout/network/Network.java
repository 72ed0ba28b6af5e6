package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ShiftedDistribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Network links of a system, created on first use. */
public final class Network {
    /** Name of the tier of the users' hosts. */
    public static final String USERS = "users";

    /**
     * Default properties of links.
     *
     * @param within round trip between two hosts of one location, in ns
     * @param lastMile round trip added between users and hosts, in ns
     * @param bitsPerSecond bandwidth of each link; infinite for no limit
     * @param loss loss probability of a message, 0 to 1
     * @param handshakes round trips before the first byte of a user's request
     */
    public record Fabric(
            Distribution within, Distribution lastMile, double bitsPerSecond, double loss, int handshakes) {}

    private final Simulation simulation;
    private final Fabric fabric;
    private final BiFunction<String, String, Distribution> between;
    private final Function<String, KeyedRandom> random;
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Distribution> reaches = new LinkedHashMap<>();
    private final Map<Host, Access> accesses = new LinkedHashMap<>();
    private final List<Seam> seams = new ArrayList<>();
    private TransferCounters transfers = TransferCounters.disabled();

    /**
     * Creates a network without links.
     *
     * @param between round trip between two different regions, in ns
     * @param random keyed random numbers for the link with a name
     */
    public Network(
            Simulation simulation,
            Fabric fabric,
            BiFunction<String, String, Distribution> between,
            Function<String, KeyedRandom> random) {
        this.simulation = simulation;
        this.fabric = fabric;
        this.between = between;
        this.random = random;
    }

    /** Sets the counters of the bytes between zones and regions. To be called before any link is created. */
    public void count(TransferCounters all) {
        transfers = all;
    }

    /** Returns the counters of the bytes between zones and regions. */
    public TransferCounters transfers() {
        return transfers;
    }

    /**
     * Returns the transfer counters for calls from the location of a host to another host; {@code null} if nothing
     * counts.
     */
    public TransferCounters transfers(Host from, Host to) {
        return transfers.mayCount(from, to) ? transfers : null;
    }

    /**
     * Sets the round trip between the hosts of a component and the users of their region. It replaces the round trip
     * within a region and the last mile. Ignored in a network without delays.
     *
     * @param roundTrip round trip in ns
     */
    public void reach(String component, Distribution roundTrip) {
        if (fabric.within().mean() > 0 || fabric.lastMile().mean() > 0) {
            reaches.put(component, roundTrip);
        }
    }

    /** Access network of users: an additional round trip, empty for the default, and a bandwidth. */
    private record Access(Optional<Distribution> lastMile, double bitsPerSecond) {}

    private static final Access EVERYBODY = new Access(Optional.empty(), Double.POSITIVE_INFINITY);

    /**
     * Gives the hosts of some users an own last mile and bandwidth. To be called before links to them are created.
     *
     * @param lastMile round trip in ns, in place of the default and in addition to a component's reach
     * @param bitsPerSecond bandwidth; infinite for no limit
     */
    public void access(Host users, Optional<Distribution> lastMile, double bitsPerSecond) {
        accesses.put(users, new Access(lastMile, bitsPerSecond));
    }

    /**
     * Boundary at which two groups of hosts can be partitioned from each other, independent of other traffic between
     * their locations.
     *
     * @param one hosts on one side
     * @param other hosts on the other side
     */
    public record Seam(Predicate<Host> one, Predicate<Host> other) {
        private boolean separates(Host from, Host to) {
            return one.test(from) && other.test(to) || one.test(to) && other.test(from);
        }
    }

    /**
     * Adds a boundary. Hosts on either side get links of their own to the hosts on the other side, with the same delay
     * and loss as the shared links. To be called before any link is created.
     */
    public void seam(Seam seam) {
        seams.add(seam);
    }

    private boolean arePartitioned(Host from, Host to) {
        for (Seam seam : seams) {
            if (seam.separates(from, to)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the key of the location where the calls of a host begin. Each host at a boundary has a key of its own.
     * Processes of a shared host have the key of that host. The remaining hosts share the key of their location.
     */
    public String observationPoint(Host caller) {
        for (Seam seam : seams) {
            if (seam.one().test(caller) || seam.other().test(caller)) {
                return place(caller) + "/" + caller.component() + "/" + caller.node();
            }
        }
        return caller.machine() == caller ? place(caller) : onMachine(caller.machine());
    }

    private static String onMachine(Host machine) {
        return place(machine) + "/" + machine.component() + "/" + machine.node();
    }

    /**
     * Returns whether a message without transfer time gets from one host to another now. Only a partition at a boundary
     * between the two can stop it.
     */
    public boolean carries(Host from, Host to) {
        return !arePartitioned(from, to) || link(from, to).carries();
    }

    /** Returns the link from one host to another. */
    public Link link(Host from, Host to) {
        Distribution reach = reach(from, to);
        boolean isInside = from.machine() != from && from.machine() == to.machine();
        String shared = isInside ? onMachine(from.machine()) : end(from, reach) + "~" + end(to, reach);
        String key = arePartitioned(from, to)
                ? from.component() + "/" + from.node() + "~" + to.component() + "/" + to.node()
                : shared;
        Link known = links.get(key);
        if (known == null) {
            Access access = accesses.getOrDefault(from, accesses.getOrDefault(to, EVERYBODY));
            boolean users = from.component().equals(USERS) || to.component().equals(USERS);
            boolean isNear = from.site().region().equals(to.site().region());
            Distribution roundTrip = isNear
                    ? fabric.within()
                    : between.apply(from.site().region(), to.site().region());
            if (reach != null) {
                roundTrip = isNear ? reach : plus(reach, roundTrip);
                roundTrip = access.lastMile().isEmpty()
                        ? roundTrip
                        : plus(roundTrip, access.lastMile().get());
            } else if (users) {
                roundTrip = plus(roundTrip, access.lastMile().orElse(fabric.lastMile()));
            }
            known = isInside
                    ? loopback(from, random.apply(shared))
                    : new Link(
                            simulation,
                            from.site().region(),
                            to.site().region(),
                            roundTrip,
                            Math.min(fabric.bitsPerSecond(), access.bitsPerSecond()),
                            fabric.loss(),
                            random.apply(shared));
            links.put(key, known);
        }
        return known;
    }

    /**
     * Creates a link between processes of one host: no delay, no bandwidth limit, no loss. A real loopback takes some
     * 10 to 50 us.
     */
    private Link loopback(Host host, KeyedRandom own) {
        String place = host.site().region();
        return new Link(simulation, place, place, new ConstantDistribution(0), Double.POSITIVE_INFINITY, 0, own);
    }

    private Distribution reach(Host from, Host to) {
        if (from.component().equals(USERS)) {
            return reaches.get(to.component());
        }
        return to.component().equals(USERS) ? reaches.get(from.component()) : null;
    }

    private static String end(Host host, Distribution reach) {
        return reach == null || host.component().equals(USERS) ? place(host) : host.component() + "@" + place(host);
    }

    /** Returns the number of round trips before the first byte of a user's request. */
    public int handshakes() {
        return fabric.handshakes();
    }

    /** Returns all links between two regions, in both directions. */
    public List<Link> links(String one, String other) {
        List<Link> found = new ArrayList<>();
        for (Link link : links.values()) {
            if (link.from().equals(one) && link.destination().equals(other)
                    || link.from().equals(other) && link.destination().equals(one)) {
                found.add(link);
            }
        }
        return found;
    }

    /** Returns the name of a host's location. All hosts of one location share their links. */
    public static String place(Host host) {
        return host.component().equals(USERS)
                ? USERS + "@" + host.node()
                : host.site().region();
    }

    private static Distribution plus(Distribution roundTrip, Distribution lastMile) {
        if (lastMile.constantValue().isEmpty()) {
            double constant = roundTrip.constantValue().orElse(roundTrip.mean());
            return new ShiftedDistribution(lastMile, constant);
        }
        double constant = lastMile.constantValue().getAsDouble();
        if (constant == 0) {
            return roundTrip;
        }
        return roundTrip.constantValue().isPresent()
                ? new ConstantDistribution(roundTrip.constantValue().getAsDouble() + constant)
                : new ShiftedDistribution(roundTrip, constant);
    }
}
