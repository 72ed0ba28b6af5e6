package dev.brownout.run;

import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.service.Service;
import dev.brownout.spec.FilterSpec;
import dev.brownout.spec.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The filters of a run. What they count (calls, failures, tokens) is of a process, so that a machine has them once,
 * however many ways pass them: a breaker in front of a database is one in each client, a limit at a server's door one
 * for all its callers.
 */
final class Guards {
    private final Map<Post, Filter[]> filters = new LinkedHashMap<>();
    private final Map<Host, Door> doors = new LinkedHashMap<>();

    /**
     * Where filters stand.
     *
     * @param owner the component or request to which the policies belong
     * @param place the machine on which they run
     * @param protects the component behind them
     * @param policies as written, outermost first
     */
    record Post(String owner, Host place, String protects, List<FilterSpec> policies) {}

    /** Puts the filters of a post, made now or before, in front of a service. */
    Service around(Wiring wiring, Post post, Service service) {
        Service wrapped = service;
        for (int i = post.policies().size() - 1; i >= 0; i--) {
            wrapped = filter(wiring, post, i).around(wrapped);
        }
        return wrapped;
    }

    /** One of the filters of a post, made now or before. */
    Filter filter(Wiring wiring, Post post, int index) {
        Filter[] there =
                filters.computeIfAbsent(post, made -> new Filter[made.policies().size()]);
        if (there[index] == null) {
            there[index] = post.policies().get(index).build(wiring, post.place(), post.protects());
        }
        return there[index];
    }

    /** Puts filters at the door of a machine, and counts what they hold back. */
    Service door(Wiring wiring, Post post, Service service) {
        if (post.policies().isEmpty()) {
            return service;
        }
        Door door = doors.computeIfAbsent(post.place(), Door::new);
        return door.before(around(wiring, post, door.behind(service)));
    }

    /** The policies that stand where one owner's are counted, each as often as it is made. */
    List<FilterSpec> of(String owner) {
        return filters.keySet().stream()
                .filter(post -> post.owner().equals(owner))
                .flatMap(post -> post.policies().stream())
                .toList();
    }

    /** Calls under way on a machine that have not passed its door. */
    long heldAtDoor(Host host) {
        Door door = doors.get(host);
        return door == null ? 0 : door.held();
    }
}
