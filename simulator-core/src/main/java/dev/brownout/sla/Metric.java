package dev.brownout.sla;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Selector;
import java.util.Optional;

/**
 * Reference to one measured number: {@code page.p99}, {@code web/2.utilization}, {@code save.rto(outage)},
 * {@code db.stale_age.max}, {@code availability}.
 *
 * @param selector subject of the metric; empty for the whole system
 * @param name name of the metric, in snake_case
 * @param fault fault that the metric belongs to, as in {@code rto(outage)}; empty for none
 * @param stat statistic of the metric, as in {@code stale_age.max}; empty for none
 */
@Kind("metric")
@Doc("A metric: its subject (default: all requests), its name, and its fault or "
        + "statistic. The max of a level of a component, such as a queue, is the maximum of "
        + "its nodes' sum at one instant. For some of the nodes, for a region, and for a "
        + "policy on several edges, it is the sum of the maxima within an interval of the "
        + "series, which can be more.")
@Example("""
        sla:
          all requests: availability >= 90%
          one request: page.p99.9 < 20s
          one node: web/2.utilization < 100%
          a statistic: db.lag.max < 1m
          after a fault: page.rto(outage) < 5m
          a region: region/east.availability >= 50%
        """)
public record Metric(Optional<Selector> selector, String name, Optional<String> fault, Optional<String> stat) {
    /** Returns the metric as written. */
    @Override
    public String toString() {
        return selector.map(s -> s + ".").orElse("")
                + name
                + fault.map(f -> "(" + f + ")").orElse("")
                + stat.map(s -> "." + s).orElse("");
    }
}
