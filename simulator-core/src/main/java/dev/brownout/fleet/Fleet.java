package dev.brownout.fleet;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.node.Host;
import dev.brownout.node.Membership;
import dev.brownout.node.Site;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.Happening;
import dev.brownout.vocabulary.Doc;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The machines of a tier in all of its places. The first ones serve from the start and are numbered place by place; all
 * that may ever come are numbered after them, and are out until they are wanted. The one that goes first is the one
 * with the highest number.
 */
public final class Fleet {
    /** How often a machine that drains is looked at within its grace; it goes when it has nothing left to finish. */
    private static final int LOOKS = 30;

    /** What is measured of a tier whose number of machines changes. */
    public record Measures(
            @Doc("Machines in service, time-weighted.") TimeWeighted nodes,

            @Doc("Machines that are paid for, time-weighted: starting, in service and draining.")
            TimeWeighted provisioned) {}

    private final Wiring wiring;
    private final Simulation simulation;
    private final Terms terms;
    private final Sampler startup;
    private final Draws draws;
    private final int atFirst;
    private final List<Host> hosts;
    private final Map<Host, Long> coming = new LinkedHashMap<>();
    private final List<List<Host>> places = new ArrayList<>();
    private final List<Integer> wishes = new ArrayList<>();
    private final int[] wanted;
    private final boolean fixed;
    private Measures measures;
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
        this.fixed = most == 0 && asked == 0;
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
        int there = count(place, Membership.State.STARTING) + count(place, Membership.State.IN_SERVICE);
        for (int i = 0; i < all.size() && there < wanted[place]; i++) {
            if (all.get(i).membership().state() == Membership.State.OUT) {
                start(all.get(i));
                there++;
            }
        }
        for (int i = all.size() - 1; i >= 0 && there > wanted[place]; i--) {
            Membership member = all.get(i).membership();
            if (member.state() == Membership.State.STARTING) {
                simulation.cancel(coming.remove(all.get(i)));
                member.leave();
                there--;
            } else if (member.inService()) {
                drain(place, all.get(i));
                there--;
            }
        }
        tell();
    }

    private void start(Host host) {
        host.membership().start();
        long nanos = startup.sampleNanos(draws.at(Draws.key(started++, 0, host.node())));
        if (nanos == 0) {
            host.membership().join();
        } else {
            coming.put(host, simulation.after(nanos, step -> join(host), 0));
        }
    }

    private void join(Host host) {
        coming.remove(host);
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

    private void drain(int place, Host host) {
        host.membership().drain();
        look(place, host, simulation.now() + terms.drainNanos());
    }

    private void look(int place, Host host, long until) {
        long now = simulation.now();
        if (now >= until
                || now > until - terms.drainNanos() && !host.membership().working()) {
            host.membership().leave();
            settle(place);
        } else {
            simulation.after(
                    Math.min(Math.max(1, terms.drainNanos() / LOOKS), until - now),
                    step -> look(place, host, until),
                    0);
        }
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
