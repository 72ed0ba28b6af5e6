package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.service.Filter;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.FilterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The filters of a run. What they count (calls, failures, tokens) is of a process, so that a machine has them once,
 * however many ways pass them: a breaker in front of a database is one in each client, a limit at a server's door one
 * for all its callers.
 */
final class FilterRegistry {
    private final Map<Post, CountingFilter[]> filters = new LinkedHashMap<>();
    private final Map<Host, AdmissionGate> doors = new LinkedHashMap<>();

    /**
     * Where filters stand.
     *
     * @param owner the component or request to which the policies belong
     * @param place the machine on which they run
     * @param protects the component behind them
     * @param policies as written, outermost first
     */
    record Post(String owner, Host place, String protects, List<FilterSpec> policies) {}

    /**
     * A policy as it is written, on however many machines it stands.
     *
     * @param where whose it is, in words
     * @param policy its kind
     */
    record Stand(String where, String policy) {
        static Stand of(String owner, String protects, FilterSpec policy) {
            boolean users = owner.startsWith(Assembly.REQUESTS);
            String whose = users ? "request '" + owner.substring(Assembly.REQUESTS.length()) + "'" : owner;
            String around = protects.isEmpty() || protects.equals(owner) ? "" : " around its calls of " + protects;
            String kind = SpecFields.kind(policy.getClass()).orElseThrow().replace('-', '_');
            return new Stand(whose + around, kind);
        }
    }

    /** A filter, and how many calls came to it. */
    private static final class CountingFilter implements Filter {
        private final Filter filter;
        private long calls;

        CountingFilter(Filter filter) {
            this.filter = filter;
        }

        @Override
        public void call(Request request, Service next, Reply reply) {
            calls++;
            filter.call(request, next, reply);
        }

        @Override
        public Service around(Service next) {
            Service inner = filter.around(next);
            return (request, reply) -> {
                calls++;
                inner.call(request, reply);
            };
        }
    }

    /** How many calls came to each policy that was made. */
    Map<Stand, Long> passed() {
        Map<Stand, Long> passed = new LinkedHashMap<>();
        filters.forEach((post, made) -> {
            for (int i = 0; i < made.length; i++) {
                if (made[i] != null) {
                    Stand stand = Stand.of(
                            post.owner(), post.protects(), post.policies().get(i));
                    passed.merge(stand, made[i].calls, Long::sum);
                }
            }
        });
        return passed;
    }

    /** Puts the filters of a post, made now or before, in front of a service. */
    Service around(ComponentContext context, Post post, Service service) {
        Service wrapped = service;
        for (int i = post.policies().size() - 1; i >= 0; i--) {
            wrapped = filter(context, post, i).around(wrapped);
        }
        return wrapped;
    }

    /** One of the filters of a post, made now or before. */
    Filter filter(ComponentContext context, Post post, int index) {
        CountingFilter[] there = filters.computeIfAbsent(
                post, made -> new CountingFilter[made.policies().size()]);
        if (there[index] == null) {
            there[index] = new CountingFilter(post.policies().get(index).build(context, post.place(), post.protects()));
        }
        return there[index];
    }

    /** Puts filters at the door of a machine, and counts what they hold back. */
    Service door(ComponentContext context, Post post, Service service) {
        if (post.policies().isEmpty()) {
            return service;
        }
        AdmissionGate door = doors.computeIfAbsent(post.place(), AdmissionGate::new);
        return door.before(around(context, post, door.behind(service)));
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
        AdmissionGate door = doors.get(host);
        return door == null ? 0 : door.held();
    }
}
