package dev.brownout.spi;

import dev.brownout.random.KeyPopularity;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Offered calls of one kind to a component, for the analytical model.
 *
 * @param caller the calling component or request class
 * @param perSecond calls per second, at least 0
 * @param operation whether they read or write
 * @param route route of the calls to the component and behind it
 * @param keys distribution of their keys; empty if they have none
 * @param sizeBytes mean size of the objects that they read or write, in bytes
 * @param timeout timeout of the caller; empty for none
 * @param between default timeout of calls behind these; empty for none
 * @param batch grouping of the calls, their messages and their commits
 * @param client the class of the user requests that cause them; empty if they have none
 * @param unknown the reason why their rate is an assumption; empty if it is an estimate
 */
public record OfferedDemand(
        String caller,
        double perSecond,
        Operation operation,
        CallRoute route,
        Optional<KeyPopularity> keys,
        double sizeBytes,
        Optional<Duration> timeout,
        Optional<Duration> between,
        CallBatch batch,
        String client,
        Sentence unknown) {

    /** Creates reads of users, with one timeout for all calls. */
    public OfferedDemand(
            String client,
            double perSecond,
            Optional<KeyPopularity> keys,
            double sizeBytes,
            Optional<Duration> timeout) {
        this(
                client,
                perSecond,
                Operation.READ,
                CallRoute.DIRECT,
                keys,
                sizeBytes,
                timeout,
                timeout,
                CallBatch.SINGLE,
                client,
                Sentence.EMPTY);
    }

    /**
     * Route of calls to a component and behind it.
     *
     * @param endpoint the called endpoint; empty for the component's own service
     * @param rest the steps behind the component
     * @param policies filters around each call on the caller's host, outermost first
     * @param spread distribution over the component's hosts; empty for even
     * @param downstreamDistribution distribution of the calls that the component forwards; empty for even
     * @param from the nodes that may respond; empty for the component's default
     */
    public record CallRoute(
            String endpoint,
            List<Step> rest,
            List<FilterSpec> policies,
            Optional<CallDistribution> spread,
            Optional<CallDistribution> downstreamDistribution,
            Optional<ReadFrom> from) {
        /** Route that ends at the component's own service. */
        public static final CallRoute DIRECT =
                new CallRoute("", List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Copies the lists. */
        public CallRoute {
            rest = List.copyOf(rest);
            policies = List.copyOf(policies);
        }

        private CallRoute with(Optional<CallDistribution> hosts, Optional<CallDistribution> hostsBehind) {
            return new CallRoute(endpoint, rest, policies, hosts, hostsBehind, from);
        }

        private CallRoute with(List<Step> otherRest, List<FilterSpec> otherPolicies) {
            return new CallRoute(endpoint, otherRest, otherPolicies, spread, downstreamDistribution, from);
        }
    }

    /**
     * Grouping of calls.
     *
     * @param together number of calls made at the same instant; 1 for single calls
     * @param carries mean number of messages per call; 1 without batching
     * @param commits mean number of commits per write; less than 1 for several writes of one transaction
     * @param gatherer the step that batches several messages into one call, as long as the batch size is unknown; empty
     *     otherwise
     */
    public record CallBatch(int together, double carries, double commits, Optional<Step.BatchStep> gatherer) {
        /** Calls made one by one, each with one message and one commit. */
        public static final CallBatch SINGLE = new CallBatch(1, 1, 1, Optional.empty());
    }

    /**
     * Returns these calls with another rate.
     *
     * @param otherPerSecond calls per second
     */
    public OfferedDemand withRate(double otherPerSecond) {
        return with(copy -> copy.perSecond = otherPerSecond);
    }

    /** Returns these calls with other steps behind the component. */
    public OfferedDemand withRest(List<Step> otherRest) {
        return with(copy -> copy.route = route.with(otherRest, route.policies));
    }

    /** Returns these calls with another key distribution. */
    public OfferedDemand withKeys(KeyPopularity otherKeys) {
        return with(copy -> copy.keys = Optional.of(otherKeys));
    }

    /** Returns these calls with another default timeout of calls behind them. */
    public OfferedDemand withBetween(Optional<Duration> other) {
        return with(copy -> copy.between = other);
    }

    /** Returns these calls with another timeout of the caller. */
    public OfferedDemand withPatience(Optional<Duration> other) {
        return with(copy -> copy.timeout = other);
    }

    /** Returns these calls with a distribution over the hosts to which the component forwards them. */
    public OfferedDemand withDownstreamDistribution(CallDistribution chosen) {
        return with(copy -> copy.route = route.with(route.spread, Optional.of(chosen)));
    }

    /** Returns these calls with a distribution over the component's hosts. */
    public OfferedDemand spread(CallDistribution chosen) {
        return with(copy -> copy.route = route.with(Optional.of(chosen), route.downstreamDistribution));
    }

    /**
     * Returns these calls as a load balancer forwards them to one of its servers.
     *
     * @param chosen distribution over the hosts of the server; empty if it is even
     * @param reason the reason why the share of the server is an assumption; empty if it is known
     */
    public OfferedDemand balanced(Optional<CallDistribution> chosen, Sentence reason) {
        return with(copy -> {
            copy.route = route.with(chosen, Optional.empty());
            copy.unknown = reason.isEmpty() ? unknown : reason;
            copy.batch = new CallBatch(batch.together, batch.carries, batch.commits, Optional.empty());
        });
    }

    /** Returns these calls with the reason why their rate is an assumption. */
    public OfferedDemand withUnknownRate(Sentence reason) {
        return with(copy -> copy.unknown = reason);
    }

    /**
     * Returns these calls as parts of transactions.
     *
     * @param otherCommits mean number of commits per write
     */
    public OfferedDemand committing(double otherCommits) {
        return with(copy -> copy.batch = new CallBatch(batch.together, batch.carries, otherCommits, batch.gatherer));
    }

    /** Returns these calls of another caller, with other policies. */
    public OfferedDemand by(String otherCaller, List<FilterSpec> otherPolicies) {
        return with(copy -> {
            copy.caller = otherCaller;
            copy.route = route.with(route.rest, otherPolicies);
        });
    }

    /** Returns these calls with another mean object size, in bytes. */
    public OfferedDemand sized(double otherBytes) {
        return with(copy -> copy.sizeBytes = otherBytes);
    }

    /** Returns calls behind these, one for each, with the default timeout of calls between tiers. */
    public OfferedDemand downstream() {
        return with(copy -> {
            copy.route = CallRoute.DIRECT;
            copy.timeout = between;
            copy.batch = new CallBatch(batch.together, 1, batch.commits, Optional.empty());
        });
    }

    /** Returns queries behind these, one for each and of the same class, with the timeout of calls behind these. */
    public OfferedDemand forwardedQuery() {
        CallRoute query = new CallRoute(
                route.endpoint, List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
        return downstream().with(copy -> copy.route = query);
    }

    /** Returns the messages per second. */
    public double messagesPerSecond() {
        return perSecond * batch.carries;
    }

    /**
     * Returns the batched calls, if n hosts gather messages; these calls if nothing is gathered or there are no hosts.
     *
     * @param machines the number of hosts
     */
    public OfferedDemand gathered(int machines) {
        if (batch.gatherer.isEmpty() || machines == 0) {
            return this;
        }
        double messagesPerCall = batch.gatherer.get().messagesPerCall(perSecond / machines);
        return with(copy -> {
            copy.perSecond = perSecond / messagesPerCall;
            copy.sizeBytes = sizeBytes * messagesPerCall;
            copy.batch = new CallBatch(batch.together, messagesPerCall, batch.commits, Optional.empty());
        });
    }

    /**
     * Returns messages caused by these calls. Consumers process them later, without a waiting caller.
     *
     * @param otherPerSecond messages per second
     */
    public OfferedDemand messages(double otherPerSecond) {
        return with(copy -> {
            copy.route = CallRoute.DIRECT;
            copy.perSecond = otherPerSecond;
            copy.operation = Operation.READ;
            copy.sizeBytes = sizeBytes / batch.carries;
            copy.timeout = Optional.empty();
            copy.between = Optional.of(CallTarget.BETWEEN_TIERS);
            copy.batch = new CallBatch(1, 1, batch.commits, Optional.empty());
        });
    }

    private OfferedDemand with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toDemand();
    }

    /** Mutable copy of the calls. */
    private static final class Draft {
        private String caller;
        private double perSecond;
        private Operation operation;
        private CallRoute route;
        private Optional<KeyPopularity> keys;
        private double sizeBytes;
        private Optional<Duration> timeout;
        private Optional<Duration> between;
        private CallBatch batch;
        private final String client;
        private Sentence unknown;

        Draft(OfferedDemand calls) {
            caller = calls.caller;
            perSecond = calls.perSecond;
            operation = calls.operation;
            route = calls.route;
            keys = calls.keys;
            sizeBytes = calls.sizeBytes;
            timeout = calls.timeout;
            between = calls.between;
            batch = calls.batch;
            client = calls.client;
            unknown = calls.unknown;
        }

        OfferedDemand toDemand() {
            return new OfferedDemand(
                    caller, perSecond, operation, route, keys, sizeBytes, timeout, between, batch, client, unknown);
        }
    }
}
