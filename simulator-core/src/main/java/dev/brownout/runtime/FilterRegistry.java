package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.policy.AttemptScope;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.service.Filter;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.FilterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policies of a run. The state of a policy, such as its counts of calls, failures and tokens, belongs to a process.
 * Each host therefore has one instance, shared by all routes through it. A circuit breaker in front of a database
 * exists once per client. A limit at the inbound side of a server exists once for all its callers.
 */
final class FilterRegistry {
    private final Map<Post, CountingFilter[]> filters = new LinkedHashMap<>();
    private final Map<Host, AdmissionGate> gates = new LinkedHashMap<>();

    /**
     * Position of a list of policies.
     *
     * @param owner the component or request class to which the policies belong
     * @param place the host on which they run
     * @param protects the component behind them
     * @param policies as configured, outermost first
     */
    record Post(String owner, Host place, String protects, List<FilterSpec> policies) {}

    /**
     * A configured policy, independent of the number of hosts on which it runs.
     *
     * @param place its owner, in words
     * @param policy its kind
     */
    record Stand(String place, String policy) {
        static Stand of(String owner, String protects, FilterSpec policy) {
            boolean users = owner.startsWith(KeySpaces.REQUESTS);
            String ownerText = users ? "request '" + owner.substring(KeySpaces.REQUESTS.length()) + "'" : owner;
            String suffix = protects.isEmpty() || protects.equals(owner) ? "" : " around its calls of " + protects;
            String kind = SpecFields.kind(policy.getClass()).orElseThrow().replace('-', '_');
            return new Stand(ownerText + suffix, kind);
        }
    }

    /** A policy with a count of the calls that reached it. */
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
        public Service wrap(Service next) {
            return countCalls(filter.wrap(next));
        }

        @Override
        public Service wrap(Service next, String endpoint) {
            return countCalls(filter.wrap(next, endpoint));
        }

        private Service countCalls(Service inner) {
            return (request, reply) -> {
                calls++;
                inner.call(request, reply);
            };
        }
    }

    /** Returns the number of calls that reached each policy. */
    Map<Stand, Long> callsByPolicy() {
        Map<Stand, Long> passed = new LinkedHashMap<>();
        filters.forEach((post, created) -> {
            for (int i = 0; i < created.length; i++) {
                if (created[i] != null) {
                    Stand position = Stand.of(
                            post.owner(), post.protects(), post.policies().get(i));
                    passed.merge(position, created[i].calls, Long::sum);
                }
            }
        });
        return passed;
    }

    /** Wraps a service with the policies at a position. Each policy is created on first use. */
    Service wrap(ComponentContext context, Post post, Service service) {
        AttemptScope scope = AttemptScope.of(post.policies());
        Service wrapped = service;
        for (int i = post.policies().size() - 1; i >= 0; i--) {
            wrapped = scope.wrap(i, filter(context, post, i), wrapped);
        }
        return wrapped;
    }

    /** Returns one policy at a position. It is created on first use. */
    Filter filter(ComponentContext context, Post post, int index) {
        CountingFilter[] created = filters.computeIfAbsent(
                post, position -> new CountingFilter[position.policies().size()]);
        if (created[index] == null) {
            created[index] =
                    new CountingFilter(post.policies().get(index).build(context, post.place(), post.protects()));
        }
        return created[index];
    }

    /** Wraps a host service for an endpoint with its inbound policies and counts the calls they hold. */
    Service withInboundFilters(ComponentContext context, Post post, String endpoint, Service service) {
        if (post.policies().isEmpty()) {
            return service;
        }
        AdmissionGate gate = gates.computeIfAbsent(post.place(), AdmissionGate::new);
        Service wrapped = gate.countingService(service);
        for (int i = post.policies().size() - 1; i >= 0; i--) {
            wrapped = filter(context, post, i).wrap(wrapped, endpoint);
        }
        return gate.countEntries(wrapped);
    }

    /** Returns the policies of each owner, once for each host and protected component. */
    Map<String, List<FilterSpec>> byOwner() {
        Map<String, List<FilterSpec>> policies = new TreeMap<>();
        filters.keySet()
                .forEach(post -> policies.computeIfAbsent(post.owner(), owner -> new ArrayList<>())
                        .addAll(post.policies()));
        return policies;
    }

    /** Returns the number of calls in progress on a host that have not passed its inbound policies. */
    long callsInFilters(Host host) {
        AdmissionGate gate = gates.get(host);
        return gate == null ? 0 : gate.callsInFilters();
    }

    /** Counts the calls that the inbound filters of a host hold before the host receives them. */
    private static final class AdmissionGate implements Host.Resident {
        private final Host host;
        private long entered;
        private long passed;

        AdmissionGate(Host host) {
            this.host = host;
            host.attach(this);
        }

        /** Returns the given filters, with the calls that enter them counted. */
        Service countEntries(Service filters) {
            return (request, reply) -> {
                int incarnation = host.incarnation();
                entered++;
                filters.call(request, (outcome, detail) -> {
                    if (host.incarnation() == incarnation) {
                        entered--;
                    }
                    reply.accept(outcome, detail);
                });
            };
        }

        /** Returns the given host service, with the calls that have passed the filters counted. */
        Service countingService(Service machine) {
            return (request, reply) -> {
                int incarnation = host.incarnation();
                passed++;
                machine.call(request, (outcome, detail) -> {
                    if (host.incarnation() == incarnation) {
                        passed--;
                    }
                    reply.accept(outcome, detail);
                });
            };
        }

        /** Returns the number of calls that have entered the filters and have not passed them. */
        long callsInFilters() {
            return entered - passed;
        }

        @Override
        public void onCrash() {
            entered = 0;
            passed = 0;
        }
    }
}
