package dev.brownout.bench;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;

/** W1 on the kernel alone: cost of an event without requests, hosts and instruments. */
final class KernelW1 extends Event {
    private static final int RING = 1 << 16;
    private static final int ARRIVAL = 0;

    private final Simulation simulation = new Simulation();
    private final KeyedRandom arrivals;
    private final KeyedRandom services;
    private final long[] waiting = new long[RING];
    private final long requests;
    private int head;
    private int tail;
    private boolean busy;
    private long sent;
    private double waited;

    private KernelW1(long requests, long seed) {
        this.requests = requests;
        this.arrivals = new KeyedRandom(KeyedRandom.key(seed, 0, "arrivals"));
        this.services = new KeyedRandom(KeyedRandom.key(seed, 0, "services"));
    }

    static Tally run(long requests, long seed) {
        KernelW1 queue = new KernelW1(requests, seed);
        queue.arriveLater();
        queue.simulation.runUntil(Long.MAX_VALUE - 1);
        return new Tally(requests, queue.simulation.fired(), queue.waited / requests / 1e6);
    }

    @Override
    public void fire(int step) {
        if (step == ARRIVAL) {
            arrive();
        } else {
            depart();
        }
    }

    private void arrive() {
        if (++sent < requests) {
            arriveLater();
        }
        if (busy) {
            waiting[tail++ & RING - 1] = simulation.now();
        } else {
            busy = true;
            serve();
        }
    }

    private void depart() {
        if (head == tail) {
            busy = false;
        } else {
            waited += simulation.now() - waiting[head++ & RING - 1];
            serve();
        }
    }

    private void arriveLater() {
        simulation.scheduleAfter((long) (arrivals.exponential() * 1.25e6), this, ARRIVAL);
    }

    private void serve() {
        simulation.scheduleAfter((long) (services.exponential() * 1e6), this, 1);
    }
}
