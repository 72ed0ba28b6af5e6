package dev.brownout.verify.model;

import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult.Happening;
import dev.brownout.verify.Family;
import dev.brownout.verify.Model;
import dev.brownout.verify.Part;
import dev.brownout.verify.Part.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names, checks and ways between regions. */
final class Distance implements Family {
    private static final double SECOND = 1e9;

    @Override
    public String title() {
        return "DNS, health checks, geo-routing";
    }

    @Override
    public List<Model> models() {
        List<Model> models = new ArrayList<>();
        drain(models, "busy", 2_000, 10, 10);
        drain(models, "rare", 40_000, 0.01, 1_000);
        models.add(Play.of("checks")
                .by("health.detect.a", play -> size -> Map.of("", detected(play.run(size))))
                .ofOneLength());
        models.add(Play.of("checks")
                .by("health.detectmax.a", play -> size -> Map.of("", slowest(play.run(size))))
                .runs(4)
                .ofOneLength());
        models.add(Play.of("split").rate(1000).read("geo.split.a", run -> Map.of("", east(run))));
        models.add(Play.of("split")
                .with("load", "constant(1k/s)")
                .with("ttl", "50ms")
                .with("resolvers", 1)
                .with("duration", "100s")
                .by("geo.splitcached.a", play -> size -> Map.of("sd", spread(play, size)))
                .requests(40_000_000)
                .onDemand());
        models.add(Play.of("far-away")
                .by(
                        "geo.rtt.fra-sin",
                        play -> size -> Map.of(
                                "",
                                Part.Fact.of(play.run(size)
                                        .requests("page")
                                        .successes()
                                        .mean())))
                .runs(1));
        return models;
    }

    /** Resolvers whose caches name a region that has gone dark; each asks at that rate, on its own. */
    private static void drain(List<Model> models, String row, int resolvers, double rate, double dark) {
        for (String figure : List.of("stale0", "stalehalf", "lost", "last", "auth")) {
            Play play = Play.of("resolvers")
                    .with("load", resolvers * rate + "/s")
                    .with("resolvers", resolvers)
                    .with("dark", dark + "s")
                    .with("duration", dark + 70 + "s")
                    .with("looked_at", "page.failed >= 0 " + window(figure, dark));
            models.add(play.read("dns." + figure + "." + row, run -> Map.of("", figure(run, figure, resolvers, dark)))
                    .runs(figure.equals("stale0") ? 8 : 5));
        }
    }

    private static String window(String figure, double dark) {
        return switch (figure) {
            case "stale0" -> "from " + (dark + 0.01) + "s to " + (dark + 0.21) + "s";
            case "stalehalf" -> "from " + (dark + 29) + "s to " + (dark + 31) + "s";
            case "last" -> "from " + (dark + 60.002) + "s to " + (dark + 70) + "s";
            case "auth" -> "from " + dark / 2 + "s to " + dark + "s";
            default -> "from " + dark + "s to " + (dark + 69) + "s";
        };
    }

    private static Part figure(Sight run, String figure, int resolvers, double dark) {
        RequestResult pages = run.settled("page");
        return switch (figure) {
            case "lost" -> new Part.Quotient(pages.failed(), resolvers);
            case "last" -> Part.Fact.greatest(pages.failed() == 0 ? 60 * SECOND : 70 * SECOND);
            case "auth" -> new Part.Quotient(run.settled("dns", "queries"), resolvers * dark / 2);
            default -> new Part.Quotient(pages.failed(), pages.offered());
        };
    }

    /** Mean time from silence to being taken out, over the machines of a run. */
    private static Part detected(Sight run) {
        double sum = 0;
        int many = 0;
        for (Happening happening : run.result().timeline()) {
            if (happening.what().equals("ejected")) {
                sum += happening.atNanos() - 100 * SECOND;
                many++;
            }
        }
        return new Part.Quotient(sum, many);
    }

    private static Part slowest(Sight run) {
        double most = 0;
        for (Happening happening : run.result().timeline()) {
            if (happening.what().equals("ejected")) {
                most = Math.max(most, happening.atNanos() - 100 * SECOND);
            }
        }
        return Part.Fact.greatest(most);
    }

    private static Part east(Sight run) {
        double east = run.measure("web", "1", "offered");
        return new Part.Quotient(east, east + run.measure("web", "2", "offered"));
    }

    /** How the share differs from one stretch of a hundred thousand requests to another. */
    private static Part spread(Play play, Model.Size size) {
        Moments shares = Moments.none(Moments.Figure.DEVIATION);
        int many = (int) Math.max(2, size.requests() / 100_000);
        for (int i = 0; i < many; i++) {
            Model.Size one = new Model.Size(size.seed(), size.run() * many + i, 0);
            shares = shares.and(east(play.run(one)).value());
        }
        return shares;
    }

    @Override
    public Map<String, String> missing() {
        String cities = "needs places by latitude and longitude";
        return Map.of("geo.dist", cities, "geo.rtt.lon-nyc", "the table of round trips has no London");
    }
}
