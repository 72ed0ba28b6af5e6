package dev.brownout.verify.model;

import dev.brownout.verify.Family;
import dev.brownout.verify.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lines other than first come first served, and those who leave them. */
final class Waiting implements Family {
    @Override
    public String title() {
        return "Lines and those who leave them";
    }

    @Override
    public List<Model> models() {
        List<Model> models = new ArrayList<>();
        models.add(patience("q.patience.a", 110, 10, "exp(100ms)", "exp(200ms)"));
        models.add(patience("q.patience.b", 120, 1, "exp(10ms)", "50ms"));
        models.add(patience("q.patience.c", 440, 4, "exp(10ms)", "20ms"));
        return models;
    }

    private static Model patience(String id, double rate, int servers, String service, String patience) {
        return Play.of("impatient")
                .with("load", rate + "/s")
                .with("servers", servers)
                .with("service", service)
                .with("patience", patience)
                .rate(rate)
                .look(
                        id,
                        "box",
                        0.05,
                        (run, looks) -> Map.of(
                                "abandon",
                                run.failed("call"),
                                "thr",
                                run.throughput("call"),
                                "pwait",
                                looks.atLeast(servers)));
    }
}
