package dev.brownout.verify.model;

import dev.brownout.result.Latency;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reference models of worked examples in textbooks. */
final class TextbookExamples implements ModelFamily {
    @Override
    public String title() {
        return "Textbook examples";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(bolch(), jain(), lazowska(), twoServers(), lossy());
    }

    private static ReferenceModel bolch() {
        return ScenarioRun.of("central")
                .rate(10)
                .minWarmup(20)
                .read(
                        "book.bolch83",
                        run -> Map.of(
                                "X1", run.perSecond(run.measure("s1", "offered")),
                                "U1", run.average("s1", "utilization"),
                                "U2", run.average("s2", "utilization"),
                                "U4", run.average("s4", "utilization"),
                                "R2", sojournTime(run, "s2"),
                                "R3", sojournTime(run, "s3")))
                .requests(4_000_000);
    }

    private static ReferenceModel jain() {
        return visits("users(20 think=4s)", "exp(125ms)", "exp(300ms)", "exp(200ms)", 16, 10, 5)
                .rate(1 / 3.0)
                .minWarmup(600)
                .read(
                        "book.jain342",
                        run -> Map.of(
                                "R1", sojournTime(run, "s1"),
                                "R2", sojournTime(run, "s2"),
                                "R3", sojournTime(run, "s3"),
                                "Q2", OpenNetworks.meanNumberInSystem(run, "s2")))
                .requests(800_000);
    }

    private static ReferenceModel lazowska() {
        return visits("18/min", "exp(5ms)", "exp(30ms)", "exp(27ms)", 121, 70, 50)
                .rate(0.3)
                .minWarmup(100)
                .read(
                        "book.lazowska113",
                        run -> Map.of(
                                "U1", run.average("s1", "utilization"),
                                "X1", run.perSecond(run.measure("s1", "offered")),
                                "Q1", OpenNetworks.meanNumberInSystem(run, "s1")))
                .requests(60_000)
                .onDemand();
    }

    private static ReferenceModel twoServers() {
        return ScenarioRun.of("station")
                .with("load", "9/s")
                .with("cores", 2)
                .with("service", "exp(200ms)")
                .rate(9)
                .minWarmup(50)
                .read("book.eth_mm2", run -> Map.of("Lq", run.average("box", "queue"), "R", sojournTime(run, "box")))
                .requests(20_000_000);
    }

    private static ReferenceModel lossy() {
        return ScenarioRun.of("station")
                .with("load", "50/s")
                .with("cores", 4)
                .with("service", "exp(100ms)")
                .with("queue", 2)
                .rate(50)
                .read("book.mmck_web1", run -> Map.of("loss", run.failedShare("job")))
                .requests(600_000);
    }

    /** Creates a run with requests that visit three stations in turn, each for the given number of times. */
    private static ScenarioRun visits(
            String load, String firstService, String secondService, String thirdService, int... visits) {
        List<String> calls = new ArrayList<>();
        for (int round = 0; round < visits[0]; round++) {
            for (int station = 0; station < visits.length; station++) {
                boolean visited = (round + 1) * visits[station] / visits[0] > round * visits[station] / visits[0];
                if (visited) {
                    calls.add("{ call: s" + (station + 1) + " }");
                }
            }
        }
        return ScenarioRun.of("central")
                .with("load", load)
                .with("first", firstService)
                .with("second", secondService)
                .with("third", thirdService)
                .with("job", "{ rate: $load, steps: [" + String.join(", ", calls) + "], timeout: none }");
    }

    /** Returns the mean sojourn time of a visit, in seconds. */
    private static PartialEstimate sojournTime(ReplicationResult run, String station) {
        Latency latency = run.result().components().get(station).latency();
        return new PartialEstimate.Quotient(latency.mean() * latency.count() / 1e9, latency.count());
    }
}
