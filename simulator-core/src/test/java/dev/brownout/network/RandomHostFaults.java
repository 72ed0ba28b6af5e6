package dev.brownout.network;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * Calls over one connection while the hosts at both ends crash, lose power, pause, hang and become unreachable at
 * random.
 */
public final class RandomHostFaults {
    private static final int CALLS = 3_000;

    final NetworkTestBench bench;
    final Host caller;
    final Host callee;
    final Edge edge;
    final int[] answers = new int[CALLS];
    int sent;

    RandomHostFaults(int seed) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(seed, 0, "chaos"));
        bench = new NetworkTestBench(seed % 3 == 0 ? 0 : MS / 2);
        caller = bench.host("web", "1", "");
        callee = bench.host("db", "1", "");
        edge = bench.edge(caller, callee, bench.answering(callee, 40 * MS), 100 * MS);
        for (Host host : List.of(caller, callee)) {
            for (int fault = 0; fault < 12; fault++) {
                long from = (long) (random.uniform() * 10 * SECOND);
                long to = from + (long) (random.uniform() * SECOND);
                int kind = fault % 5;
                bench.scheduleAt(from, () -> begin(host, kind));
                bench.scheduleAt(to, () -> end(host, kind));
            }
        }
        for (int i = 0; i < CALLS; i++) {
            int number = i;
            bench.scheduleAt(i * 4L * MS, () -> call(number, "first"));
        }
    }

    /**
     * Sends a call. Every tenth call is followed by another as soon as it has ended, so that pooled objects are reused
     * immediately.
     */
    private void call(int number, String name) {
        if (!caller.isUp()) {
            return;
        }
        sent++;
        edge.send(caller, bench.request(), (outcome, detail) -> {
            bench.reply(name + " " + number).accept(outcome, detail);
            if (name.equals("first")) {
                answers[number]++;
                if (number % 10 == 0) {
                    call(number, "second");
                }
            }
        });
    }

    private static void begin(Host host, int kind) {
        switch (kind) {
            case 0 -> host.begin(FailureMode.CRASH);
            case 1 -> host.begin(FailureMode.POWER_OFF);
            case 2 -> host.begin(FailureMode.BLACKHOLE);
            case 3 -> host.begin(FailureMode.PAUSE);
            default -> host.begin(FailureMode.HANG);
        }
    }

    private static void end(Host host, int kind) {
        switch (kind) {
            case 0 -> host.end(FailureMode.CRASH);
            case 1 -> host.end(FailureMode.POWER_OFF);
            case 2 -> host.end(FailureMode.BLACKHOLE);
            case 3 -> host.end(FailureMode.PAUSE);
            default -> host.end(FailureMode.HANG);
        }
    }

    RandomHostFaults run() {
        bench.simulation.runUntil(60 * SECOND);
        return this;
    }

    /** Returns all responses to callers with their times, in order. */
    public static String story(int seed) {
        return String.join("\n", new RandomHostFaults(seed).run().bench.responses);
    }
}
