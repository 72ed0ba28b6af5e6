package dev.brownout.importing.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Balancers before other balancers. A balancer of a scenario selects among the nodes of servers, so the first balancer
 * of such a chain becomes a server without work that calls the next one.
 */
final class BalancerChains {
    private static final String ORIGIN = "a route of the balancer before it";

    private final Map<String, SystemPart> parts;

    private BalancerChains(Map<String, SystemPart> parts) {
        this.parts = parts;
    }

    /**
     * Replaces the balancers before other balancers.
     *
     * @param parts parts by name, which are changed
     * @return a note on each replaced balancer
     */
    static List<String> replace(Map<String, SystemPart> parts) {
        return new BalancerChains(parts).replace();
    }

    private List<String> replace() {
        List<SystemPart> first = parts.values().stream()
                .filter(part -> part.role() == Role.BALANCER)
                .filter(part -> next(part).anyMatch(other -> other.role() == Role.BALANCER))
                .toList();
        List<SystemPart> last = first.stream()
                .flatMap(this::next)
                .filter(part -> part.role() == Role.BALANCER && !first.contains(part))
                .distinct()
                .toList();
        List<String> notes = new ArrayList<>();
        for (SystemPart balancer : first) {
            forward(balancer, notes);
        }
        for (SystemPart balancer : last) {
            List<SystemPart> callees = balancer.calls().keySet().stream()
                    .filter(parts::containsKey)
                    .map(parts::get)
                    .filter(part -> part.role().passes())
                    .toList();
            if (callees.stream().anyMatch(part -> part.role() == Role.SPLIT)) {
                forward(balancer, notes);
            } else if (balancer.pools().isEmpty()) {
                callees.forEach(server -> balancer.pool(server.name(), 1, ORIGIN));
            }
        }
        return notes;
    }

    /** Returns the parts to which a balancer forwards, directly or through a traffic split. */
    private Stream<SystemPart> next(SystemPart part) {
        return part.calls().keySet().stream()
                .filter(parts::containsKey)
                .map(parts::get)
                .flatMap(other -> other.role() == Role.SPLIT
                        ? other.calls().keySet().stream()
                                .filter(parts::containsKey)
                                .map(parts::get)
                        : Stream.of(other));
    }

    private void forward(SystemPart balancer, List<String> notes) {
        List<String> callees =
                balancer.calls().keySet().stream().filter(parts::containsKey).toList();
        parts.put(balancer.name(), balancer.asForwarder());
        notes.add(balancer.name() + ": a balancer before a balancer; here a server without work that calls "
                + String.join(", ", callees) + ", so its selection, health checks and further attempts are left out");
    }
}
