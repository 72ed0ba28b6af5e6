package dev.brownout.law;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.load.Profile;
import dev.brownout.load.Steady;
import dev.brownout.load.Users;
import dev.brownout.node.Cores;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.Exponential;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Scenes;
import dev.brownout.spec.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stations in series, with an open and with a closed load, read off a row's parameters. */
final class Networks {
    private Networks() {}

    private static Scenes series(List<Double> meanNanos, int cores, Profile load) {
        Scenes scene = Scenes.scene();
        List<Step> path = new ArrayList<>();
        for (int i = 0; i < meanNanos.size(); i++) {
            ServerSpec station =
                    Station.server(cores, Optional.empty(), Cores.Scheduling.FIFO, new Exponential(meanNanos.get(i)));
            scene.with("station" + i, station);
            path.add(Scenes.visit("station" + i));
        }
        return scene.requesting("job", load, null, null, List.of(), path.toArray(Step[]::new));
    }

    /** An open load. */
    static Map<String, Double> tandem(Truth row, long n, long seed) {
        double rate = row.number("lam");
        List<Double> means = row.numbers("mean_ms").stream().map(ms -> ms * 1e6).toList();
        double slowest = means.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double counted = n / rate;
        double warmup = Math.max(counted / 9, 50 / (1e9 / slowest - rate));
        VariantResult result = series(means, 1, new Steady(rate))
                .lasting(warmup + counted, warmup)
                .seeded(seed)
                .run();
        return measures(result, counted);
    }

    /** Users who wait for answers, one server a station. */
    static Map<String, Double> closed(Truth row, long n, long seed) {
        List<Double> demands =
                row.numbers("demands_s").stream().map(s -> s * 1e9).toList();
        Distribution think = new Constant(row.number("think_s") * 1e9);
        return closed(row, demands, 1, think, n, seed);
    }

    /** Users who wait for answers, several servers at one station. */
    static Map<String, Double> repair(Truth row, long n, long seed) {
        List<Double> demands = List.of(row.number("mean_ms") * 1e6);
        Distribution think = new Exponential(row.number("think_s") * 1e9);
        return closed(row, demands, (int) row.number("servers"), think, n, seed);
    }

    private static Map<String, Double> closed(
            Truth row, List<Double> demands, int cores, Distribution think, long n, long seed) {
        int users = (int) row.number("users");
        int slowest = 0;
        double sum = 0;
        for (int i = 0; i < demands.size(); i++) {
            slowest = demands.get(i) > demands.get(slowest) ? i : slowest;
            sum += demands.get(i);
        }
        double bound = Math.min(cores * 1e9 / demands.get(slowest), users * 1e9 / (sum + think.mean()));
        double counted = n / bound;
        double warmup = counted / 9;
        VariantResult result = series(demands, cores, new Users(users, think))
                .lasting(warmup + counted, warmup)
                .seeded(seed)
                .run();
        Map<String, Double> found = measures(result, counted);
        var bottleneck = result.components().get("station" + slowest).measures();
        found.put(
                "Qmax",
                bottleneck.get("queue").value()
                        + cores * bottleneck.get("utilization").value());
        return found;
    }

    private static Map<String, Double> measures(VariantResult result, double seconds) {
        RequestResult jobs = result.requests().get("job");
        Map<String, Double> found = new HashMap<>();
        found.put("mean", jobs.successes().mean());
        found.put("R", jobs.successes().mean());
        found.put("p99", jobs.successes().p99());
        found.put("X", jobs.good() / seconds);
        return found;
    }
}
