package dev.brownout.fleet;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.measure.Times;
import dev.brownout.node.Host;
import dev.brownout.node.Membership;
import dev.brownout.node.Site;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.Happening;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The machines of a tier in all of its places. The first ones serve from the start and are numbered place by place; all
 * that may ever come are numbered after them, and are out until they are wanted. The one that goes first is the one
 * with the highest number.
 */
public final class Fleet {
    /** How often a machine that drains is looked at within its grace; it goes when it has nothing left to finish. */
    private static final int LOOKS = 30;
    /** One that somebody drains is looked at as often as this, however long its grace is. */
    private static final long LOOK_NANOS = 1_000_000_000;

    /** What is measured of a tier whose number of machines changes. */
    public record Measures(
            @Doc("Machines in service, time-weighted.") TimeWeighted nodes,

            @Doc("Machines that are paid for, time-weighted: starting, in service and draining.")
            TimeWeighted provisioned) {}

    /** What is measured besides of a tier whose machines somebody takes out of service by name. */
    public record Departures(
            @Doc("Calls and messages that were inside machines when the grace ended that these had to finish them.")
            @Shown(
                    value = Shown.As.DAMAGE,
                    in = {})
            Counter drain_killed) {}

    private final Wiring wiring;
    private final Simulation simulation;
    private final Terms terms;
    private final Sampler startup;
    private final Draws draws;
    private final int atFirst;
    private final List<Host> hosts;
    private final Map<Host, Long> coming = new LinkedHashMap<>();
    /** Machines that are wanted, and that somebody keeps out of service: how often each. */
    private final Map<Host, Integer> held = new LinkedHashMap<>();
    /** Machines that drain, and start again when they have done so. */
    private final Set<Host> returning = new LinkedHashSet<>();

    private final List<List<Host>> places = new ArrayList<>();
    private final List<Integer> wishes = new ArrayList<>();
    private final int[] wanted;
    private final boolean fixed;
    private Measures measures;
    private Departures departures;
    private long started;

    /**
     * The machines of a tier.
     *
     * @param atFirst machines in each place that serve from the start
     * @param most machines in each place that the tier itself may want at any time; the fault timeline may want more
     * @param terms how machines come and go
     */
    public Fleet(Wiring wiring, int atFirst, int most, Terms terms) {
        this.wiring = wiring;
        this.simulation = wiring.simulation();
        this.terms = terms;
        this.startup = terms.startup().sampler();
        this.draws = wiring.draws("startup");
        this.atFirst = atFirst;
        int asked = wiring.nodesAskedFor();
        this.fixed = most == 0 && asked == 0 && !wiring.machinesTaken();
        wiring.sites().forEach(site -> places.add(new ArrayList<>()));
        this.wanted = new int[places.size()];
        Arrays.fill(wanted, atFirst);
        List<Host> all = new ArrayList<>();
        add(all, atFirst);
        add(all, Math.max(0, Math.max(most, asked) - atFirst));
        this.hosts = List.copyOf(all);
    }

    private void add(List<Host> all, int each) {
        List<Site> sites = wiring.sites();
        for (int place = 0; place < sites.size(); place++) {
            for (int i = 0; i < each; i++) {
                Host host = wiring.host(Integer.toString(all.size() + 1), sites.get(place));
                all.add(host);
                places.get(place).add(host);
            }
        }
    }

    /** All machines that may ever be there, in the order of their numbers. */
    public List<Host> hosts() {
        return hosts;
    }

    /** Those of a place, in the order of their numbers. */
    public List<Host> hosts(int place) {
        return places.get(place);
    }

    /** Takes those out that are not there at first; called once, when all are equipped. */
    public void start() {
        if (fixed) {
            return;
        }
        measures = wiring.measures(Measures.class);
        departures = wiring.machinesTaken() ? wiring.measures(Departures.class) : null;
        measures.nodes().set(0, (long) atFirst * places.size());
        measures.provisioned().set(0, (long) atFirst * places.size());
        for (List<Host> place : places) {
            place.subList(atFirst, place.size())
                    .forEach(host -> host.membership().awaitStart());
        }
    }

    /** Wants so many machines in each place, until {@link #unscale} takes it back. */
    public void scale(int nodes) {
        wishes.add(nodes);
        wantEverywhere(nodes);
    }

    /** Takes back the oldest wish for so many: the newest of the others holds, or what was there at first. */
    public void unscale(int nodes) {
        wishes.remove((Integer) nodes);
        wantEverywhere(wishes.isEmpty() ? atFirst : wishes.get(wishes.size() - 1));
    }

    /**
     * Takes a machine out of service until {@link #release} has been called as often: it finishes what it has, and is
     * killed when its grace ends. It counts as wanted all the while, so that no other comes in its place; one that
     * leaves in any case is left alone.
     *
     * @return whether it is held now
     */
    public boolean hold(Host host, long graceNanos) {
        Membership member = host.membership();
        boolean before = absent(host);
        if (!before && !member.inService() && member.state() != Membership.State.STARTING) {
            return false;
        }
        held.merge(host, 1, Integer::sum);
        if (member.state() == Membership.State.STARTING) {
            simulation.cancel(coming.remove(host));
            member.leave();
        } else if (member.inService()) {
            drain(host, graceNanos, Math.min(graceNanos / LOOKS, LOOK_NANOS));
        }
        tell();
        return true;
    }

    /** Lets a machine come back that is held, when it has left; one that is no longer wanted stays away. */
    public void release(Host host) {
        int times = held.getOrDefault(host, 0);
        if (times > 1) {
            held.put(host, times - 1);
        } else if (times == 1) {
            held.remove(host);
            if (host.membership().state() == Membership.State.OUT) {
                start(host);
                tell();
            } else {
                returning.add(host);
            }
        }
    }

    private boolean absent(Host host) {
        return held.containsKey(host) || returning.contains(host);
    }

    private void wantEverywhere(int nodes) {
        for (int place = 0; place < places.size(); place++) {
            want(place, nodes);
        }
    }

    /** How many machines are wanted in a place. */
    public int wanted(int place) {
        return wanted[place];
    }

    /** How many machines of a place are in a state. */
    public int count(int place, Membership.State state) {
        int count = 0;
        for (Host host : places.get(place)) {
            count += host.membership().state() == state ? 1 : 0;
        }
        return count;
    }

    /** Wants so many machines in a place from now on. */
    public void want(int place, int nodes) {
        wanted[place] = nodes;
        settle(place);
    }

    private void settle(int place) {
        List<Host> all = places.get(place);
        int there = count(place, Membership.State.STARTING) + count(place, Membership.State.IN_SERVICE) + away(all);
        for (int i = 0; i < all.size() && there < wanted[place]; i++) {
            if (all.get(i).membership().state() == Membership.State.OUT && !absent(all.get(i))) {
                start(all.get(i));
                there++;
            }
        }
        for (int i = all.size() - 1; i >= 0 && there > wanted[place]; i--) {
            there -= dismiss(all.get(i)) ? 1 : 0;
        }
        tell();
    }

    /** Those that are out of service, or about to be, and count as there. */
    private int away(List<Host> all) {
        int away = 0;
        for (Host host : held.isEmpty() && returning.isEmpty() ? List.<Host>of() : all) {
            away += leaves(host) && absent(host) ? 1 : 0;
        }
        return away;
    }

    private static boolean leaves(Host host) {
        Membership.State state = host.membership().state();
        return state == Membership.State.DRAINING || state == Membership.State.OUT;
    }

    /** Wants a machine no longer; false where it was not wanted. */
    private boolean dismiss(Host host) {
        Membership member = host.membership();
        boolean away = absent(host) && leaves(host);
        held.remove(host);
        returning.remove(host);
        if (member.state() == Membership.State.STARTING) {
            simulation.cancel(coming.remove(host));
            member.leave();
            return true;
        }
        if (member.inService()) {
            drain(host, terms.drainNanos(), terms.drainNanos() / LOOKS);
            return true;
        }
        return away;
    }

    private void start(Host host) {
        host.membership().start();
        long nanos = startup.sampleNanos(draws.at(Draws.key(started++, 0, host.node())));
        if (nanos == 0) {
            returning.remove(host);
            host.membership().join();
        } else {
            coming.put(host, simulation.after(nanos, step -> join(host), 0));
        }
    }

    private void join(Host host) {
        coming.remove(host);
        returning.remove(host);
        host.membership().join();
        tell();
        if (coming.isEmpty()) {
            long in = measures.nodes().value();
            wiring.note(
                    "ready",
                    "",
                    wiring.name() + " has " + in + (in == 1 ? " machine" : " machines") + " in service",
                    Happening.facts("machines", in));
        }
    }

    private void drain(Host host, long graceNanos, long everyNanos) {
        host.membership().drain();
        look(new Leaving(host, simulation.now(), graceNanos, Math.max(1, everyNanos)));
    }

    /**
     * A machine that drains.
     *
     * @param sinceNanos when it began
     * @param graceNanos how long it may finish what it has
     * @param everyNanos how often somebody looks whether it has
     */
    private record Leaving(Host host, long sinceNanos, long graceNanos, long everyNanos) {}

    private void look(Leaving one) {
        long now = simulation.now();
        long until = one.sinceNanos() + one.graceNanos();
        Membership member = one.host().membership();
        if (now >= until || now > one.sinceNanos() && !member.working()) {
            leave(one);
        } else {
            simulation.after(Math.min(one.everyNanos(), until - now), step -> look(one), 0);
        }
    }

    private void leave(Leaving one) {
        Host host = one.host();
        long killed = departures == null ? 0 : host.present().calls();
        if (killed > 0) {
            departures.drain_killed().add(simulation.now(), killed);
        }
        host.membership().leave();
        if (held.containsKey(host)) {
            returning.remove(host);
            told(one, killed);
        } else if (returning.contains(host)) {
            start(host);
        }
        settle(place(host));
    }

    private int place(Host host) {
        int place = 0;
        while (!places.get(place).contains(host)) {
            place++;
        }
        return place;
    }

    private void told(Leaving one, long killed) {
        String name = wiring.name() + "/" + one.host().node();
        long nanos = simulation.now() - one.sinceNanos();
        wiring.note(
                "drained",
                one.host().node(),
                killed == 0
                        ? name + " has finished what it had within " + Times.text(nanos) + " and is out"
                        : name + " is killed when its grace of " + Times.text(one.graceNanos()) + " ends, with "
                                + killed + (killed == 1 ? " call" : " calls") + " inside",
                Happening.facts("drained_ns", nanos, "killed", killed));
    }

    private void tell() {
        long in = 0;
        long paid = 0;
        for (Host host : hosts) {
            in += host.membership().inService() ? 1 : 0;
            paid += host.membership().state() == Membership.State.OUT ? 0 : 1;
        }
        measures.nodes().set(simulation.now(), in);
        measures.provisioned().set(simulation.now(), paid);
    }
}
