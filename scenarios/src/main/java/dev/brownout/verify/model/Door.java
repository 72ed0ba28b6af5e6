package dev.brownout.verify.model;

import dev.brownout.kernel.Simulation;
import dev.brownout.node.Host;
import dev.brownout.service.Service;
import dev.brownout.spec.Component;
import dev.brownout.spec.ComponentSpec;
import dev.brownout.spec.Route;
import dev.brownout.spec.Sketch;
import dev.brownout.spec.Wiring;
import dev.brownout.verify.Part;
import dev.brownout.verify.Part.Moments;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A component with an observer at its door, who counts for himself how many are inside when someone comes. As Poisson
 * arrivals see time averages (Wolff 1982), that is how many are inside at any time.
 */
final class Door implements ComponentSpec {
    private static final int MOST = 10_000;

    private final ComponentSpec spec;
    private final long fromNanos;
    private final long[] found = new long[MOST];
    private int inside;

    /**
     * An observer.
     *
     * @param fromNanos from when on arrivals count
     */
    Door(ComponentSpec spec, long fromNanos) {
        this.spec = spec;
        this.fromNanos = fromNanos;
    }

    @Override
    public Component build(Wiring wiring) {
        Component behind = spec.build(wiring);
        Simulation simulation = wiring.simulation();
        return new Component() {
            @Override
            public Service connect(Host caller, Route route) {
                Service service = behind.connect(caller, route);
                return (request, reply) -> {
                    if (simulation.now() >= fromNanos) {
                        found[Math.min(inside, MOST - 1)]++;
                    }
                    inside++;
                    service.call(request, (outcome, detail) -> {
                        inside--;
                        reply.accept(outcome, detail);
                    });
                };
            }

            @Override
            public List<Host> hosts() {
                return behind.hosts();
            }

            @Override
            public List<Host> select(String part) {
                return behind.select(part);
            }

            @Override
            public void start() {
                behind.start();
            }

            @Override
            public void finish() {
                behind.finish();
            }
        };
    }

    @Override
    public void sketch(Sketch sketch) {
        spec.sketch(sketch);
    }

    /** Share of those who find at least so many inside. */
    Part atLeast(int many) {
        double above = 0;
        double all = 0;
        for (int i = 0; i < MOST; i++) {
            all += found[i];
            above += i >= many ? found[i] : 0;
        }
        return new Part.Quotient(above, all);
    }

    /** Mean number found inside. */
    Part mean() {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < MOST; i++) {
            all += found[i];
            sum += (double) i * found[i];
        }
        return new Part.Quotient(sum, all);
    }

    /** Variance of the number found inside. */
    Part variance() {
        double all = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < MOST; i++) {
            all += found[i];
            sum += (double) i * found[i];
            squares += (double) i * i * found[i];
        }
        return new Moments(all, sum, squares, Moments.Figure.VARIANCE);
    }

    /** An order statistic of the number found inside, 0 to 100. */
    Part quantile(double percent) {
        Histogram all = new Histogram(MOST, 3);
        for (int i = 0; i < MOST; i++) {
            if (found[i] > 0) {
                all.recordValueWithCount(i, found[i]);
            }
        }
        return new Part.Quantile(all, percent);
    }
}
