package dev.brownout.law;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.Component;
import dev.brownout.spec.ComponentSpec;
import dev.brownout.spec.Wiring;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * A server of one machine, and an observer at its door who counts for himself: how many are inside when someone comes,
 * when that is, and how long everybody waits, which is the stay less the work. The work he draws again: it is a
 * function of the request.
 */
final class Watched implements ComponentSpec {
    private static final int MOST_SEEN = 1_000;

    private final ServerSpec server;
    private final long fromNanos;
    private final long[] seen = new long[MOST_SEEN + 1];
    private final long[] looks;
    private final int[] looked;
    private long[] waits = new long[1_024];
    private int waited;
    private long[] arrivals = new long[1_024];
    private int arrived;
    private int inside;
    private long lastWait;

    /**
     * Watches a server.
     *
     * @param fromNanos from when on arrivals count
     * @param looks instants at which the number inside is noted
     */
    Watched(ServerSpec server, long fromNanos, long... looks) {
        this.server = server;
        this.fromNanos = fromNanos;
        this.looks = looks.clone();
        this.looked = new int[looks.length];
    }

    @Override
    public Component build(Wiring wiring) {
        for (int i = 0; i < looks.length; i++) {
            int look = i;
            wiring.simulation().at(looks[i], step -> looked[look] = inside, 0);
        }
        Sampler work = server.service().sampler();
        Wiring watching = (Wiring) Proxy.newProxyInstance(
                Wiring.class.getClassLoader(), new Class<?>[] {Wiring.class}, (proxy, method, args) -> {
                    if (method.getName().equals("way")) {
                        args[2] = watch(wiring, (Service) args[2], work);
                    }
                    try {
                        return method.invoke(wiring, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return server.build(watching);
    }

    private Service watch(Wiring wiring, Service service, Sampler work) {
        Simulation simulation = wiring.simulation();
        Draws draws = wiring.draws("service");
        return (request, reply) -> {
            long now = simulation.now();
            if (now >= fromNanos) {
                seen[Math.min(inside, MOST_SEEN)]++;
                if (arrived == arrivals.length) {
                    arrivals = Arrays.copyOf(arrivals, 2 * arrived);
                }
                arrivals[arrived++] = now;
            }
            inside++;
            service.call(request, left(simulation, request, now, reply, draws, work));
        };
    }

    private Reply left(Simulation simulation, Request request, long from, Reply reply, Draws draws, Sampler work) {
        return (outcome, detail) -> {
            inside--;
            if (outcome.good()) {
                lastWait = simulation.now() - from - work.sampleNanos(draws.at(request.identity()));
                if (from >= fromNanos) {
                    if (waited == waits.length) {
                        waits = Arrays.copyOf(waits, 2 * waited);
                    }
                    waits[waited++] = lastWait;
                }
            }
            reply.accept(outcome, detail);
        };
    }

    /** The number inside at the n-th look, from 0. */
    int inside(int look) {
        return looked[look];
    }

    /** Share of the arrivals that find at least so many inside; of time, too, if arrivals are Poisson (Wolff 1982). */
    double findAtLeast(int many) {
        long found = 0;
        long all = 0;
        for (int i = 0; i < seen.length; i++) {
            all += seen[i];
            found += i >= many ? seen[i] : 0;
        }
        return (double) found / all;
    }

    /** Mean wait of those served, in nanoseconds. */
    double meanWait() {
        double sum = 0;
        for (int i = 0; i < waited; i++) {
            sum += waits[i];
        }
        return sum / waited;
    }

    /** An order statistic of the waits, 0 to 1, in nanoseconds. */
    double waitQuantile(double p) {
        long[] sorted = Arrays.copyOf(waits, waited);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(p * waited) - 1];
    }

    /** The wait of the one who left last, in nanoseconds. */
    long lastWait() {
        return lastWait;
    }

    /** The instants of the arrivals that count. */
    long[] arrivals() {
        return Arrays.copyOf(arrivals, arrived);
    }
}
