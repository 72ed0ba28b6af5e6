package dev.brownout.network;

import dev.brownout.kernel.Simulation;
import dev.brownout.node.Host;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.Draws;
import dev.brownout.random.Shifted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

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
    private final Function<String, Draws> draws;
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Distribution> reaches = new LinkedHashMap<>();

    /**
     * A network without links yet.
     *
     * @param between round trip in nanoseconds between two different regions
     * @param draws keyed draws for the link of that name
     */
    public Network(
            Simulation simulation,
            Fabric fabric,
            BiFunction<String, String, Distribution> between,
            Function<String, Draws> draws) {
        this.simulation = simulation;
        this.fabric = fabric;
        this.between = between;
        this.draws = draws;
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

    /** The link from one machine to another. */
    public Link link(Host from, Host to) {
        Distribution reach = reach(from, to);
        String key = end(from, reach) + "~" + end(to, reach);
        Link known = links.get(key);
        if (known == null) {
            boolean users = from.component().equals(USERS) || to.component().equals(USERS);
            boolean near = from.site().region().equals(to.site().region());
            Distribution roundTrip = near
                    ? fabric.within()
                    : between.apply(from.site().region(), to.site().region());
            if (reach != null) {
                roundTrip = near ? reach : plus(reach, roundTrip);
            } else if (users) {
                roundTrip = plus(roundTrip, fabric.lastMile());
            }
            known = new Link(
                    simulation,
                    from.site().region(),
                    to.site().region(),
                    roundTrip,
                    fabric.bitsPerSecond(),
                    fabric.loss(),
                    draws.apply(key));
            links.put(key, known);
        }
        return known;
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
                ? USERS + "@" + host.site().region()
                : host.site().region();
    }

    private static Distribution plus(Distribution roundTrip, Distribution lastMile) {
        if (lastMile.constantValue().isEmpty()) {
            double constant = roundTrip.constantValue().orElse(roundTrip.mean());
            return new Shifted(lastMile, constant);
        }
        double constant = lastMile.constantValue().getAsDouble();
        if (constant == 0) {
            return roundTrip;
        }
        return roundTrip.constantValue().isPresent()
                ? new Constant(roundTrip.constantValue().getAsDouble() + constant)
                : new Shifted(roundTrip, constant);
    }
}
