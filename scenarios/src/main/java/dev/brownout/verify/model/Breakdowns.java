package dev.brownout.verify.model;

import dev.brownout.fault.Crash;
import dev.brownout.fault.Pause;
import dev.brownout.random.Draws;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.Selector;
import dev.brownout.verify.Family;
import dev.brownout.verify.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One machine that breaks down and is repaired, after exponential times; the faults are drawn beforehand. */
final class Breakdowns implements Family {
    private static final double NANOS = 1e9;
    private static final long FAILURES = 8 * 6_400;

    @Override
    public String title() {
        return "Breakdowns";
    }

    @Override
    public List<Model> models() {
        return List.of(
                repaired("q.breakdown.a", 60, 5).onDemand(),
                repaired("q.breakdown.b", 10, 1),
                down("avail.one.a", "2/s", 2, 99, 1),
                down("avail.one.b", "30/min", 0.5, 720, 4));
    }

    /** Work stands still in a breakdown, and goes on after it. */
    private static Model repaired(String id, double mttf, double mttr) {
        return Play.of("breakdowns").rate(50).settling(20 * mttf).by(id, play -> size -> {
            Scenario broken = broken(play.scenario(size), new Pause(), mttf, mttr, size);
            return Map.of("mean", new Sight(Play.execute(broken, size.run())).mean("job"));
        });
    }

    /** Share of the requests that find the machine dead. */
    private static Model down(String id, String load, double rate, double mttf, double mttr) {
        long requests = (long) (FAILURES * (mttf + mttr) * rate);
        return Play.of("breakdowns")
                .with("load", load)
                .with("service", "0ms")
                .rate(rate)
                .by(id, play -> size -> {
                    Scenario broken = broken(play.scenario(size), new Crash(), mttf, mttr, size);
                    return Map.of("", new Sight(Play.execute(broken, size.run())).failed("job"));
                })
                .requests(requests);
    }

    private static Scenario broken(Scenario scenario, FaultSpec verb, double mttf, double mttr, Model.Size size) {
        Draws draws = new Draws(Draws.key(size.seed(), size.run(), "breakdowns"));
        List<FaultEntry> faults = new ArrayList<>();
        double at = draws.exponential() * mttf * NANOS;
        while (at < scenario.durationNanos()) {
            long length = Math.max(1, (long) (draws.exponential() * mttr * NANOS));
            faults.add(new FaultEntry(
                    (long) at,
                    Optional.of(length),
                    "fault",
                    Optional.of(new Selector("box", List.of("1"))),
                    Optional.empty(),
                    verb,
                    "a breakdown of box/1"));
            at += length + draws.exponential() * mttf * NANOS;
        }
        return Play.struck(scenario, faults);
    }

    @Override
    public Map<String, String> missing() {
        String chance = "needs failures by chance (mtbf, mttr) of several units";
        String formula = "arithmetic of the row's own parameters, nothing to simulate";
        Map<String, String> missing = new LinkedHashMap<>();
        for (String row : List.of("two", "two1crew", "mttf2", "trans", "failover")) {
            missing.put("avail." + row, chance);
        }
        missing.put("avail.nines", formula);
        missing.put("avail.burn", formula);
        return missing;
    }
}
