package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of a content delivery network: one object at twenty edges, or twenty objects at one edge. Each edge
 * or object gets its share of a Poisson stream.
 *
 * <p>{@code cdn.ttl}: at a rate r, an edge sends a request to the origin every T + 1 / r (renewals of expiry, Jung et
 * al. 2003). r T / (1 + r T) of the reads are hits.
 *
 * <p>{@code cdn.etag}: an object changes at a rate c (Poisson). An expired copy is requested T plus an exponential gap
 * after it was fetched. It still equals the object of the origin with probability e^(-c T) r / (r + c), and the
 * response then has 500 bytes instead of the object. Hits are uniform over the lifetime of a copy, so 1 - (1 - e^(-c
 * T)) / (c T) of them are stale. Misses are never stale.
 */
final class ContentDelivery implements ModelFamily {
    @Override
    public String title() {
        return "Content delivery";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("edges")
                        .rate(4)
                        .minWarmup(200)
                        .read(
                                "cdn.ttl.a",
                                run -> Map.of(
                                        "hits", run.average("cdn", "hit_ratio"),
                                        "origin", run.perSecond(run.measure("cdn", "origin_requests")))),
                ScenarioRun.of("edges")
                        .with("edges", 1)
                        .with("keys", "uniform(20)")
                        .with("changes", "3/min")
                        .with("revalidate", true)
                        .rate(4)
                        .minWarmup(200)
                        .read(
                                "cdn.etag.a",
                                run -> Map.of(
                                        "unchanged", run.ratio("cdn", "not_modified", "revalidated"),
                                        "bytes", run.ratio("cdn", "origin_bytes", "origin_requests"),
                                        "stale", run.ratio("cdn", "stale_served", "offered"))));
    }
}
