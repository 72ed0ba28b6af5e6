package dev.brownout.run;

import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.service.Service;
import dev.brownout.spec.FilterSpec;
import dev.brownout.spec.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The filters of a run. What they count (calls, failures, tokens) is of a process, so that a machine has them once,
 * however many ways pass them: a breaker in front of a database is one in each client, a limit at a server's door one
 * for all its callers.
 */
final class Guards {
    private final Map<Post, List<Filter>> filters = new LinkedHashMap<>();

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
        if (post.policies().isEmpty()) {
            return service;
        }
        List<Filter> there = filters.get(post);
        if (there == null) {
            there = new ArrayList<>();
            for (FilterSpec policy : post.policies()) {
                there.add(policy.build(wiring, post.place(), post.protects()));
            }
            filters.put(post, there);
        }
        Service wrapped = service;
        for (int i = there.size() - 1; i >= 0; i--) {
            wrapped = there.get(i).around(wrapped);
        }
        return wrapped;
    }
}
