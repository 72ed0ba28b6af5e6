package dev.brownout.law;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.load.ConstantInterval;
import dev.brownout.load.Profile;
import dev.brownout.load.Steady;
import dev.brownout.node.Cores;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.Erlang;
import dev.brownout.random.Exponential;
import dev.brownout.random.Lognormal;
import dev.brownout.random.Mixture;
import dev.brownout.random.Pareto;
import dev.brownout.random.Uniform;
import dev.brownout.random.Weibull;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Scenes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One station with one stream of requests, read off a row's parameters. */
final class Station {
    private static final double MS = 1e6;
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    private Station() {}

    /** Runs the station of a row; what it measures, by the last part of a row's id. */
    static Map<String, Double> run(Truth row, long n, long seed) {
        int servers = (int) row.number("servers", 1);
        Distribution service = service(row);
        double rate = row.number("lam", row.number("offered", 0) / service.mean() * 1e9);
        double spare = servers * 1e9 / service.mean() - rate;
        boolean full = row.params().containsKey("queue_places") || row.params().containsKey("waiting");
        double counted = n / rate;
        double warmup = Math.max(counted / 9, full ? 0 : 50 / spare);
        Duration patience =
                row.params().containsKey("tau_ms") ? Duration.ofNanos((long) (row.number("tau_ms") * MS)) : null;
        Watched box = new Watched(server(row, servers, service), (long) (warmup * 1e9));
        Profile load = row.text("arrivals").equals("constant interval") ? new ConstantInterval(rate) : new Steady(rate);
        VariantResult result = Scenes.scene()
                .lasting(warmup + counted, warmup)
                .seeded(seed)
                .with("box", box)
                .requesting("job", load, null, patience, List.of(), Scenes.visit("box"))
                .run();
        return measures(result, box, servers, counted);
    }

    private static Map<String, Double> measures(VariantResult result, Watched box, int servers, double seconds) {
        RequestResult jobs = result.requests().get("job");
        var measures = result.components().get("box").measures();
        Map<String, Double> found = new HashMap<>();
        found.put("mean", jobs.successes().mean());
        found.put("p50", jobs.successes().p50());
        found.put("p99", jobs.successes().p99());
        found.put("L", measures.get("in_flight").value());
        found.put("util", measures.get("utilization").value());
        found.put("pge5", box.findAtLeast(5));
        found.put("wait", box.meanWait());
        found.put("wait_p99", box.waitQuantile(0.99));
        found.put("pwait", box.findAtLeast(servers));
        found.put("thr", jobs.good() / seconds);
        found.put("goodput", jobs.good() / seconds);
        found.put("timeouts", (double) jobs.failed() / jobs.offered());
        found.put("loss", (double) jobs.failed() / jobs.offered());
        return found;
    }

    private static ServerSpec server(Truth row, int servers, Distribution service) {
        Optional<Integer> places = row.params().containsKey("queue_places")
                ? Optional.of((int) row.number("queue_places"))
                : row.params().containsKey("waiting") ? Optional.of((int) row.number("waiting")) : Optional.empty();
        Cores.Scheduling scheduling = row.text("discipline").equals("PS") ? Cores.Scheduling.PS : Cores.Scheduling.FIFO;
        return server(servers, places, scheduling, service);
    }

    /** A machine. */
    static ServerSpec server(int cores, Optional<Integer> places, Cores.Scheduling scheduling, Distribution service) {
        return new ServerSpec(1, cores, Optional.empty(), places, scheduling, service, Optional.empty(), Map.of());
    }

    /** The law of service of a row, in nanoseconds; of mean 10 ms where the row does not say. */
    static Distribution service(Truth row) {
        String text = row.text("service");
        double mean = row.number("mean_ms", 10) * MS;
        List<Double> numbers = numbers(text);
        if (text.startsWith("constant")) {
            return new Constant(mean);
        } else if (text.startsWith("lognormal")) {
            return Lognormal.byMeanCv(mean, numbers.get(0));
        } else if (text.startsWith("erlang")) {
            return new Erlang(numbers.get(0).intValue(), mean);
        } else if (text.startsWith("mixture")) {
            return new Mixture(
                    List.of(numbers.get(0), numbers.get(2)),
                    List.of(new Exponential(numbers.get(1) * MS), new Exponential(numbers.get(3) * MS)));
        } else if (text.startsWith("0.")) {
            return new Mixture(
                    List.of(numbers.get(0), numbers.get(2)),
                    List.of(new Constant(numbers.get(1) * MS), new Constant(numbers.get(3) * MS)));
        } else if (text.startsWith("uniform")) {
            return new Uniform(numbers.get(0) * MS, numbers.get(1) * MS);
        } else if (text.startsWith("bounded pareto")) {
            return new Pareto(numbers.get(1) * MS, numbers.get(0), numbers.get(2) * MS);
        } else if (text.startsWith("weibull")) {
            return new Weibull(numbers.get(0), numbers.get(1) * MS);
        }
        return new Exponential(mean);
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(Double.valueOf(matcher.group()));
        }
        return numbers;
    }
}
