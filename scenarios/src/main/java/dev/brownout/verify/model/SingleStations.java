package dev.brownout.verify.model;

import dev.brownout.verify.Family;
import dev.brownout.verify.Model;
import dev.brownout.verify.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One station, one stream of requests. */
final class SingleStations implements Family {
    @Override
    public String title() {
        return "Single stations";
    }

    @Override
    public List<Model> models() {
        List<Model> models = new ArrayList<>();
        models.add(markov("q.mm1.a", 80));
        models.add(markov("q.mm1.b", 50));
        models.add(markov("q.mm1.c", 95).onDemand());
        models.add(looked("q.mmc.a", 320, 4, "exp(10ms)"));
        models.add(looked("q.mmc.b", 900, 10, "exp(10ms)"));
        models.add(looked("q.mmc.c", 160, 2, "exp(10ms)"));
        models.add(station("q.mmck.a", 90, 1, "exp(10ms)", 9));
        models.add(station("q.mmck.b", 380, 4, "exp(10ms)", 16));
        models.add(station("q.mmck.c", 150, 1, "exp(10ms)", 4));
        models.add(lossy("q.erlb.a", 70, 10, "exp(100ms)"));
        models.add(lossy("q.erlb.b", 70, 10, "100ms"));
        models.add(lossy("q.erlb.c", 10, 2, "exp(100ms)"));
        models.add(lossy("q.erlb.d", 900, 100, "lognormal(mean=100ms cv=2)"));
        models.add(single(80, "exp(10ms)").with("timeout", "100ms").read("q.zombie.a", SingleStations::measures));
        models.addAll(general());
        models.addAll(shared());
        models.add(looked("q.mdc.a", 360, 4, "10ms"));
        models.add(looked("q.mdc.b", 80, 1, "10ms"));
        models.add(looked("q.allencunneen.a", 360, 4, "10ms"));
        models.add(looked("q.allencunneen.b", 80, 1, "10ms"));
        models.add(single(80, "exp(10ms)").with("load", "constant(80/s)").read("q.gim1.d", SingleStations::measures));
        models.add(Play.of("round-robin")
                .with("load", "320/s")
                .with("nodes", 4)
                .rate(320)
                .settling(2.5)
                .read("q.gim1.e4", run -> Map.of("mean", run.mean("job"), "p99", run.quantile("job", 99))));
        models.add(single(80, "lognormal(mean=10ms cv=1.5)")
                .read("q.kingman.a", run -> Map.of("", measures(run).get("wait"))));
        models.add(Play.of("station")
                .with("load", "200/s")
                .with("cores", 100)
                .with("service", "lognormal(mean=50ms cv=1)")
                .rate(200)
                .settling(5)
                .look(
                        "q.mginf.a",
                        "box",
                        0.005,
                        (run, looks) ->
                                Map.of("mean", looks.mean(), "var", looks.variance(), "p99", looks.quantile(99))));
        models.addAll(courses());
        return models;
    }

    /** Stations that do not come to rest. */
    private static List<Model> courses() {
        List<Model> models = new ArrayList<>();
        List.of("t0.1", "t1", "t5").forEach(t -> models.add(begin("q.transient.a." + t, 90, t)));
        List.of("t1", "t10").forEach(t -> models.add(begin("q.transient.over." + t, 120, t)));
        models.add(Play.of("overload")
                .by("q.unstable.a", play -> size -> {
                    Sight whole = play.run(size);
                    Sight half = play.cut(30).run(size);
                    return Map.of(
                            "backlog", new Part.Quotient(half.requests("job").unfinished(), 1),
                            "thr", half.throughput("job"),
                            "wait",
                                    new Part.Quotient(
                                            whole.requests("job").successes().max(), 1));
                })
                .ofOneLength());
        models.add(swing("q.mtinf.exp", "exp(30s)"));
        models.add(swing("q.mtinf.det", "30s"));
        return models;
    }

    /** The mean number inside after a time, over as many beginnings as the row counts. */
    private static Model begin(String id, double rate, String after) {
        double seconds = Double.parseDouble(after.substring(1));
        return Play.of("transient").with("load", rate + "/s").cut(seconds).by(id, play -> size -> {
            double inside = 0;
            for (int i = 0; i < size.requests(); i++) {
                int run = (int) (size.run() * size.requests() + i);
                inside += play.run(new Model.Size(size.seed(), run, 0))
                        .requests("job")
                        .unfinished();
            }
            return Map.of("", new Part.Quotient(inside, size.requests()));
        });
    }

    private static Model swing(String id, String service) {
        return Play.of("swing")
                .with("service", service)
                .read(
                        id,
                        run -> Map.of(
                                "peak", run.swing("hall.in_flight", Swing.Figure.PEAK),
                                "trough", run.swing("hall.in_flight", Swing.Figure.TROUGH),
                                "lag", run.swing("hall.in_flight", Swing.Figure.LAG)));
    }

    private static List<Model> general() {
        Map<String, Play> plays = new LinkedHashMap<>();
        plays.put("d80", single(80, "10ms"));
        plays.put("ln80", single(80, "lognormal(mean=10ms cv=1.5)"));
        plays.put("erl", single(70, "erlang(k=4 mean=10ms)"));
        plays.put("h2", single(60, "mix(90% exp(5ms), 10% exp(55ms))"));
        plays.put("two", single(70, "mix(95% 5ms, 5% 105ms)"));
        plays.put("uni", single(80, "uniform(5ms 15ms)"));
        plays.put("bp", single(50, "pareto(min=4ms alpha=1.5 max=400ms)"));
        plays.put("wb", single(70, "weibull(shape=0.7 scale=7.899995ms)"));
        List<Model> models = new ArrayList<>();
        plays.forEach((name, play) -> models.add(play.read("q.mg1." + name, SingleStations::measures)));
        return models;
    }

    private static List<Model> shared() {
        List<Model> models = new ArrayList<>();
        Map<String, String> laws =
                Map.of("q.ps.exp", "exp(10ms)", "q.ps.det", "10ms", "q.ps.ln", "lognormal(mean=10ms cv=2)");
        new TreeMap<>(laws)
                .forEach((id, law) ->
                        models.add(single(80, law).with("scheduling", "ps").read(id, SingleStations::measures)));
        models.add(Play.of("probes").rate(80).settling(10).read("q.ps.a", run -> Map.of("cond", run.mean("probe"))));
        return models;
    }

    private static Play single(double rate, String service) {
        return Play.of("station")
                .with("load", rate + "/s")
                .with("service", service)
                .rate(rate)
                .settling(50 / (100 - rate));
    }

    private static Model markov(String id, double rate) {
        return single(rate, "exp(10ms)").look(id, "box", 0.01, (run, looks) -> {
            Map<String, Part> found = new HashMap<>(measures(run));
            found.put("pge5", looks.atLeast(5));
            return found;
        });
    }

    private static Model station(String id, double rate, int cores, String service, int places) {
        return Play.of("station")
                .with("load", rate + "/s")
                .with("cores", cores)
                .with("service", service)
                .with("queue", places)
                .rate(rate)
                .read(id, SingleStations::measures);
    }

    private static Model lossy(String id, double rate, int cores, String service) {
        return Play.of("station")
                .with("load", rate + "/s")
                .with("cores", cores)
                .with("service", service)
                .with("queue", 0)
                .rate(rate)
                .settling(5)
                .read(id, run -> Map.of("", run.failed("job")));
    }

    private static Model looked(String id, double rate, int cores, String service) {
        return Play.of("station-looked-into")
                .with("load", rate + "/s")
                .with("cores", cores)
                .with("service", service)
                .rate(rate)
                .settling(50 / (100 * cores - rate))
                .read(
                        id,
                        run -> Map.of(
                                "pwait", run.longer("look", 1_000),
                                "wait", run.mean("look"),
                                "wait_p99", run.quantile("look", 99),
                                "mean", run.mean("job"),
                                "p99", run.quantile("job", 99)));
    }

    private static Map<String, Part> measures(Sight run) {
        Map<String, Part> found = new HashMap<>();
        found.put("mean", run.mean("job"));
        found.put("p50", run.quantile("job", 50));
        found.put("p99", run.quantile("job", 99));
        found.put("L", run.average("box", "in_flight"));
        found.put("util", run.average("box", "utilization"));
        found.put(
                "wait",
                new Part.Quotient(
                        run.measure("box", "queue") * run.seconds() * 1e9,
                        run.requests("job").good()));
        found.put("thr", run.throughput("job"));
        found.put("goodput", run.throughput("job"));
        found.put("timeouts", run.failed("job"));
        found.put("loss", run.failed("job"));
        return found;
    }
}
