package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Order of the policies of a call. The policy with the lowest order is the outermost. By default, retry is outside of
 * the circuit breaker, the rate limiter, the time limiter and the bulkhead, in this order.
 *
 * @see <a href="https://resilience4j.readme.io/docs/getting-started-3#aspect-order">Resilience4j, aspect order</a>
 */
final class AspectOrder {
    /** Sections, from the outermost policy to the innermost. */
    static final List<String> SECTIONS =
            List.of("retry", "circuitbreaker", "ratelimiter", "timelimiter", "bulkhead", "threadpoolbulkhead");

    /** {@code Ordered.LOWEST_PRECEDENCE} of Spring. The defaults of the sections count down from it. */
    private static final long LOWEST_PRECEDENCE = Integer.MAX_VALUE;

    private AspectOrder() {}

    /** Returns the sections, from the outermost policy to the innermost. */
    static List<String> sections(SpringConfiguration configuration, Setting resilience4j) {
        Map<String, Long> orders = new TreeMap<>();
        for (int i = 0; i < SECTIONS.size(); i++) {
            orders.put(SECTIONS.get(i), LOWEST_PRECEDENCE - (SECTIONS.size() - 1) + i);
        }
        for (String section : SECTIONS) {
            Properties.property(resilience4j, section).entries().forEach((name, value) -> {
                if (PropertyName.uniform(name).equals(section + "aspectorder")) {
                    String text = value.text();
                    if (text.matches("-?\\d{1,10}")) {
                        orders.put(section, Long.parseLong(text));
                    } else {
                        configuration.unusable(value, "a whole number", "the default order");
                    }
                }
            });
        }
        orders.put("threadpoolbulkhead", orders.get("bulkhead"));
        return SECTIONS.stream().sorted(Comparator.comparing(orders::get)).toList();
    }
}
