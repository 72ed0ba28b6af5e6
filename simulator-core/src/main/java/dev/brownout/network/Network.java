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

/** All links of a system, made when they are first needed. */
public final class Network {
    /** Name of the tier to which the machines of users belong. */
    public static final String USERS = "users";

    /**
     * What links are made of.
     *
     * @param within round trip between two machines of one place, in nanoseconds
     * @param lastMile round trip added between users and machines, in nanoseconds
     * @param bitsPerSecond of each link; infinite for no limit
     * @param loss share of the messages lost, 0 to 1
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
    private TransferCounters transfers = TransferCounters.none();

    /**
     * A network without links yet.
     *
     * @param between round trip in nanoseconds between two different regions
     * @param random keyed draws for the link of that name
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

    /** Has the bytes between zones and regions counted. To be said before there are links. */
    public void count(TransferCounters all) {
        transfers = all;
    }

    /** Who counts the bytes between zones and regions. */
    public TransferCounters transfers() {
        return transfers;
    }

    /** The same, for calls from the place of a machine to another one; {@code null} where there is nothing to count. */
    public TransferCounters transfers(Host from, Host to) {
        return transfers.mayCount(from, to) ? transfers : null;
    }

    /**
     * Says how far the machines of a component are from the users of their region, in place of the round trip within a
     * region and the last mile; a network in which messages take no time stays one.
     *
     * @param roundTrip in nanoseconds
     */
    public void reach(String component, Distribution roundTrip) {
        if (fabric.within().mean() > 0 || fabric.lastMile().mean() > 0) {
            reaches.put(component, roundTrip);
        }
    }

    /**
     * How users reach the network: the round trip that they add, empty for everybody's, and the bandwidth of their
     * line.
     */
    private record Access(Optional<Distribution> lastMile, double bitsPerSecond) {}

    private static final Access EVERYBODY = new Access(Optional.empty(), Double.POSITIVE_INFINITY);

    /**
     * Gives the machines of some users a last mile and a line of their own. To be said before there are links to them.
     *
     * @param lastMile round trip in nanoseconds in place of everybody's, and on top of a component's reach
     * @param bitsPerSecond infinite for no limit
     */
    public void access(Host users, Optional<Distribution> lastMile, double bitsPerSecond) {
        accesses.put(users, new Access(lastMile, bitsPerSecond));
    }

    /**
     * Where machines can be cut off from others, whatever else passes between their places.
     *
     * @param one those on one side
     * @param other those on the other side
     */
    public record Seam(Predicate<Host> one, Predicate<Host> other) {
        private boolean lies(Host from, Host to) {
            return one.test(from) && other.test(to) || one.test(to) && other.test(from);
        }
    }

    /**
     * Gives the machines on either side of a seam links of their own to those on the other side, which take as long and
     * lose as much as those that they would share. To be said before there are links.
     */
    public void seam(Seam seam) {
        seams.add(seam);
    }

    private boolean apart(Host from, Host to) {
        for (Seam seam : seams) {
            if (seam.lies(from, to)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where calls begin: those of machines that can be cut off from others begin at each of these, others share a
     * place.
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

    /** Whether a message that takes no time gets from one machine to another now. */
    public boolean carries(Host from, Host to) {
        return !apart(from, to) || link(from, to).carries();
    }

    /** The link from one machine to another. */
    public Link link(Host from, Host to) {
        Distribution reach = reach(from, to);
        boolean inside = from.machine() != from && from.machine() == to.machine();
        String shared = inside ? onMachine(from.machine()) : end(from, reach) + "~" + end(to, reach);
        String key = apart(from, to)
                ? from.component() + "/" + from.node() + "~" + to.component() + "/" + to.node()
                : shared;
        Link known = links.get(key);
        if (known == null) {
            Access access = accesses.getOrDefault(from, accesses.getOrDefault(to, EVERYBODY));
            boolean users = from.component().equals(USERS) || to.component().equals(USERS);
            boolean near = from.site().region().equals(to.site().region());
            Distribution roundTrip = near
                    ? fabric.within()
                    : between.apply(from.site().region(), to.site().region());
            if (reach != null) {
                roundTrip = near ? reach : plus(reach, roundTrip);
                roundTrip = access.lastMile().isEmpty()
                        ? roundTrip
                        : plus(roundTrip, access.lastMile().get());
            } else if (users) {
                roundTrip = plus(roundTrip, access.lastMile().orElse(fabric.lastMile()));
            }
            known = inside
                    ? loopback(from, random.apply(shared))
                    : new Link(
                            simulation,
                            from.site().region(),
                            to.site().region(),
                            roundTrip,
                            StrictMath.min(fabric.bitsPerSecond(), access.bitsPerSecond()),
                            fabric.loss(),
                            random.apply(shared));
            links.put(key, known);
        }
        return known;
    }

    /** Between processes of one machine: no time, any number of bytes, no loss. Loopback takes some 10 to 50 us. */
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

    /** Round trips before the first byte of a user's request. */
    public int handshakes() {
        return fabric.handshakes();
    }

    /** All links between two places, in both directions; either name may be a region. */
    public List<Link> links(String one, String other) {
        List<Link> found = new ArrayList<>();
        for (Link link : links.values()) {
            if (link.from().equals(one) && link.to().equals(other)
                    || link.from().equals(other) && link.to().equals(one)) {
                found.add(link);
            }
        }
        return found;
    }

    /** Name of a machine's place: all machines of one place share their links. */
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
