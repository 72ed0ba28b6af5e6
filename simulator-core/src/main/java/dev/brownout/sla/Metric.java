package dev.brownout.sla;

import dev.brownout.spec.Selector;
import java.util.Optional;

/**
 * Names one measured number: {@code page.p99}, {@code web/2.utilization}, {@code save.rto(outage)},
 * {@code db.stale_age.max}, {@code availability}.
 *
 * @param selector whose number; empty for the whole system
 * @param name the measure, in snake_case
 * @param fault the fault that the measure asks for, as in {@code rto(outage)}; empty for none
 * @param stat the statistic of it, as in {@code stale_age.max}; empty for none
 */
public record Metric(Optional<Selector> selector, String name, Optional<String> fault, Optional<String> stat) {
    /** The metric as it is written. */
    @Override
    public String toString() {
        return selector.map(s -> s + ".").orElse("")
                + name
                + fault.map(f -> "(" + f + ")").orElse("")
                + stat.map(s -> "." + s).orElse("");
    }
}
