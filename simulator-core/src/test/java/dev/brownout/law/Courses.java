package dev.brownout.law;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.fault.Pause;
import dev.brownout.load.ConstantInterval;
import dev.brownout.load.Diurnal;
import dev.brownout.load.Profile;
import dev.brownout.load.Sequence;
import dev.brownout.load.Steady;
import dev.brownout.load.Steps;
import dev.brownout.load.Users;
import dev.brownout.node.Cores;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.Exponential;
import dev.brownout.result.Latency;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Run;
import dev.brownout.run.Scenes;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.spec.Step;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Loads and stations that do not come to rest, or of which something in particular is asked. */
final class Courses {
    private static final long SECOND = 1_000_000_000L;
    private static final int OVERLOADED_RUNS = 16;

    private Courses() {}

    private static Scenes box(Watched box, Profile load) {
        return Scenes.scene().with("box", box).requesting("job", load, null, null, List.of(), Scenes.visit("box"));
    }

    private static ServerSpec server(int cores, Distribution service) {
        return Station.server(cores, Optional.empty(), Cores.Scheduling.FIFO, service);
    }

    private static void replicate(Scenes scenes, int replication) {
        Scenario scenario = scenes.scenario();
        Run.execute(
                scenario,
                new Run.Setup("test", List.of(), List.of(), replication, false),
                (share, events, inFlight) -> true);
    }

    /**
     * The mean number inside at some instants of n runs that begin empty; measures are called t1 for the first second.
     */
    static Map<String, Double> transients(Truth row, long n, long seed, List<String> instants) {
        long[] looks = instants.stream()
                .mapToLong(t -> (long) (Double.parseDouble(t.substring(1)) * SECOND))
                .toArray();
        double end = looks[looks.length - 1] / 1e9 + 0.001;
        double[] sums = new double[looks.length];
        for (int run = 0; run < n; run++) {
            Watched box = new Watched(server(1, new Exponential(1e9 / row.number("mu"))), 0, looks);
            replicate(box(box, new Steady(row.number("lam"))).lasting(end, 0).seeded(seed), run);
            for (int i = 0; i < looks.length; i++) {
                sums[i] += box.inside(i);
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < looks.length; i++) {
            means.put(instants.get(i), sums[i] / n);
        }
        return means;
    }

    /**
     * An overloaded station, whose load ends at T so that the last one to come can be waited for. The row states no
     * number of requests; the noise of one run is 4.3 % of the backlog, so that several runs are averaged.
     */
    static Map<String, Double> unstable(Truth row, long n, long seed) {
        double seconds = row.number("t_s");
        long end = (long) (seconds * SECOND);
        double backlog = 0;
        double served = 0;
        double wait = 0;
        for (int run = 0; run < OVERLOADED_RUNS; run++) {
            Watched box = new Watched(server(1, new Exponential(1e9 / row.number("mu"))), 0, end);
            Steps load = new Steps(List.of(row.number("lam"), 0.0), end);
            replicate(box(box, load).lasting(1.5 * seconds, 0).seeded(seed), run);
            backlog += box.inside(0);
            served += box.arrivals().length - box.inside(0);
            wait += box.lastWait();
        }
        Map<String, Double> found = new HashMap<>();
        found.put("backlog", backlog / OVERLOADED_RUNS);
        found.put("thr", served / OVERLOADED_RUNS / seconds);
        found.put("wait", wait / OVERLOADED_RUNS);
        return found;
    }

    /**
     * Requests that need exactly x, among others, at a station that is shared by all. Probes come once a second; the
     * others are as many fewer, so that the load of all is that of the row.
     */
    static Map<String, Double> probes(Truth row, long n, long seed) {
        double mean = row.number("mean_ms") * 1e6;
        double need = row.number("x_ms") * 1e6;
        double rate = row.number("lam") - need / mean;
        double counted = n / row.number("lam");
        double warmup = counted / 9;
        ServerSpec.Endpoint probe = new ServerSpec.Endpoint(new Constant(need), List.of());
        ServerSpec box = new ServerSpec(
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                Cores.Scheduling.PS,
                new Exponential(mean),
                Optional.empty(),
                Map.of("probe", probe));
        VariantResult result = Scenes.scene()
                .lasting(warmup + counted, warmup)
                .seeded(seed)
                .with("box", box)
                .requesting("job", new Steady(rate), null, null, List.of(), Scenes.visit("box"))
                .requesting(
                        "probe", new Steady(1), null, null, List.of(), new Step.Call("box", "probe", Step.Options.NONE))
                .run();
        return Map.of("cond", result.requests().get("probe").successes().mean());
    }

    /** A load that swings. */
    static Map<String, Double> sine(Truth row, long n, long seed) {
        double period = row.number("period_s");
        long nanos = (long) (period * SECOND);
        Watched box = new Watched(server(1, new Constant(0)), 0);
        Diurnal load = new Diurnal(row.number("min"), row.number("max"), nanos / 4, nanos);
        box(box, load).lasting(period, 0).seeded(seed).run();
        double inFirstQuarter = 0;
        long[] arrivals = box.arrivals();
        for (long at : arrivals) {
            inFirstQuarter += at < nanos / 4 ? 1 : 0;
        }
        return Map.of("", (double) arrivals.length, "q1", inFirstQuarter);
    }

    /** The gaps between arrivals by chance, and their counts in windows of a second. */
    static Map<String, Double> gaps(Truth row, long n, long seed) {
        Watched box = new Watched(server(1, new Constant(0)), 0);
        int windows = (int) (n / row.number("lam"));
        box(box, new Steady(row.number("lam"))).lasting(windows, 0).seeded(seed).run();
        long[] arrivals = box.arrivals();
        double[] gaps = new double[arrivals.length - 1];
        double[] counts = new double[windows];
        for (int i = 0; i < arrivals.length; i++) {
            counts[(int) (arrivals[i] / SECOND)]++;
            if (i > 0) {
                gaps[i - 1] = arrivals[i] - arrivals[i - 1];
            }
        }
        return Map.of("cv", Math.sqrt(variance(gaps)) / mean(gaps), "idc", variance(counts) / mean(counts));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    /**
     * A station that stands still for a time, asked at even intervals whatever happens, and by one user who waits. The
     * first request comes after one interval, so all instants of the row are half an interval later here.
     */
    static Map<String, Double> stall(Truth row, long n, long seed) {
        double rate = row.number("rate");
        double good = row.number("good_s") + 0.5 / rate;
        double stall = row.number("stall_s");
        long load = (long) ((good + stall) * SECOND);
        double service = row.number("service_s") * 1e9;
        FaultEntry pause = new FaultEntry(
                (long) (good * SECOND),
                Optional.of((long) (stall * SECOND)),
                "stall",
                Optional.of(new Selector("box", List.of("1"))),
                Optional.empty(),
                new Pause(),
                "pause box/1");
        ServerSpec wide = server((int) Math.ceil(rate * (good + stall)), new Constant(service));
        Sequence open = new Sequence(List.of(new Sequence.Stage(new ConstantInterval(rate), load)), new Steady(0));
        Users one = new Users(1, new Constant(1e9 / rate - service));
        Latency opened = stalled(wide, open, pause, good + stall + 1, seed);
        Latency closed = stalled(wide, one, pause, good + stall + 0.1 / rate, seed);
        return Map.of(
                "open.mean", opened.mean(),
                "open.p50", opened.p50(),
                "open.p75", quantile(opened, 75),
                "open.p99", opened.p99(),
                "closed.mean", closed.mean(),
                "closed.p99", closed.p99());
    }

    private static double quantile(Latency latency, double percent) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(latency.histogram()));
            return Histogram.decodeFromCompressedByteBuffer(bytes, 0).getValueAtPercentile(percent);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Latency stalled(ServerSpec box, Profile load, FaultEntry pause, double seconds, long seed) {
        return Scenes.scene()
                .lasting(seconds, 0)
                .seeded(seed)
                .with("box", box)
                .struckBy(pause)
                .requesting("job", load, null, null, List.of(), Scenes.visit("box"))
                .run()
                .requests()
                .get("job")
                .successes();
    }
}
