package dev.brownout.spi;

import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Offered calls of one kind to a component, for the analytical model.
 *
 * @param caller the calling component or request class
 * @param perSecond calls per second, at least 0
 * @param operation whether they read or write
 * @param endpoint the called endpoint; empty for the component's own service
 * @param rest the steps behind the component
 * @param keys distribution of their keys; empty if they have none
 * @param sizeBytes mean size of the objects that they read or write, in bytes
 * @param patience timeout of the caller; empty for none
 * @param between default timeout of calls behind these; empty for none
 * @param policies filters around each call on the caller's host, outermost first
 * @param spread distribution over the component's hosts; empty for even
 * @param spreadBehind distribution of the calls that the component forwards; empty for even
 * @param from the nodes that may respond; empty for the component's default
 * @param together number of calls made at the same instant; 1 for single calls
 * @param carries mean number of messages per call; 1 without batching
 * @param gatherer the step that batches several messages into one call, as long as the batch size is unknown; empty
 *     otherwise
 * @param client the class of the user requests that cause them; empty if they have none
 */
public record OfferedDemand(
        String caller,
        double perSecond,
        Operation operation,
        String endpoint,
        List<Step> rest,
        Optional<KeyPopularity> keys,
        double sizeBytes,
        Optional<Duration> patience,
        Optional<Duration> between,
        List<FilterSpec> policies,
        Optional<CallDistribution> spread,
        Optional<CallDistribution> spreadBehind,
        Optional<ReadFrom> from,
        int together,
        double carries,
        Optional<Step> gatherer,
        String client) {

    /** Creates single calls, for which the component selects the responding nodes. */
    public OfferedDemand(
            String caller,
            double perSecond,
            Operation operation,
            String endpoint,
            List<Step> remainingSteps,
            Optional<KeyPopularity> keys,
            double sizeBytes,
            Optional<Duration> patience,
            Optional<Duration> between,
            List<FilterSpec> policies,
            Optional<CallDistribution> spread,
            Optional<CallDistribution> spreadBehind) {
        this(
                caller,
                perSecond,
                operation,
                endpoint,
                remainingSteps,
                keys,
                sizeBytes,
                patience,
                between,
                policies,
                spread,
                spreadBehind,
                Optional.empty(),
                1,
                1,
                Optional.empty(),
                caller);
    }

    /** Copies the lists. */
    public OfferedDemand {
        rest = List.copyOf(rest);
        policies = List.copyOf(policies);
    }

    /**
     * Returns these calls with another rate.
     *
     * @param otherPerSecond calls per second
     */
    public OfferedDemand at(double otherPerSecond) {
        return with(caller, otherPerSecond, rest, keys, patience, between, policies, spreadBehind);
    }

    /** Returns these calls with other steps behind the component. */
    public OfferedDemand withRest(List<Step> otherRest) {
        return with(caller, perSecond, otherRest, keys, patience, between, policies, spreadBehind);
    }

    /** Returns these calls with another key distribution. */
    public OfferedDemand withKeys(KeyPopularity otherKeys) {
        return with(caller, perSecond, rest, Optional.of(otherKeys), patience, between, policies, spreadBehind);
    }

    /** Returns these calls with another default timeout of calls behind them. */
    public OfferedDemand withBetween(Optional<Duration> other) {
        return with(caller, perSecond, rest, keys, patience, other, policies, spreadBehind);
    }

    /** Returns these calls with another timeout of the caller. */
    public OfferedDemand withPatience(Optional<Duration> other) {
        return with(caller, perSecond, rest, keys, other, between, policies, spreadBehind);
    }

    /** Returns these calls with a distribution over the hosts to which the component forwards them. */
    public OfferedDemand spreadingBehind(CallDistribution chosen) {
        return with(caller, perSecond, rest, keys, patience, between, policies, Optional.of(chosen));
    }

    /** Returns these calls with a distribution over the component's hosts. */
    public OfferedDemand spread(CallDistribution chosen) {
        return new OfferedDemand(
                caller,
                perSecond,
                operation,
                endpoint,
                rest,
                keys,
                sizeBytes,
                patience,
                between,
                policies,
                Optional.of(chosen),
                spreadBehind,
                from,
                together,
                carries,
                gatherer,
                client);
    }

    /** Returns these calls of another caller, with other policies. */
    public OfferedDemand by(String otherCaller, List<FilterSpec> otherPolicies) {
        return with(otherCaller, perSecond, rest, keys, patience, between, otherPolicies, spreadBehind);
    }

    /** Returns these calls with another mean object size, in bytes. */
    public OfferedDemand sized(double otherBytes) {
        return new OfferedDemand(
                caller,
                perSecond,
                operation,
                endpoint,
                rest,
                keys,
                otherBytes,
                patience,
                between,
                policies,
                spread,
                spreadBehind,
                from,
                together,
                carries,
                gatherer,
                client);
    }

    /** Returns calls behind these, one for each, with the default timeout of calls between tiers. */
    public OfferedDemand behind() {
        return new OfferedDemand(
                caller,
                perSecond,
                operation,
                "",
                List.of(),
                keys,
                sizeBytes,
                between,
                between,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                together,
                1,
                Optional.empty(),
                client);
    }

    /** Returns the messages per second. */
    public double messagesPerSecond() {
        return perSecond * carries;
    }

    /**
     * Returns the batched calls, if n hosts gather messages; these calls if nothing is gathered or there are no hosts.
     *
     * @param machines the number of hosts
     */
    public OfferedDemand gathered(int machines) {
        if (gatherer.isEmpty() || machines == 0) {
            return this;
        }
        double messagesPerCall = gatherer.get().messagesOfCall(perSecond / machines);
        return new OfferedDemand(
                caller,
                perSecond / messagesPerCall,
                operation,
                endpoint,
                rest,
                keys,
                sizeBytes * messagesPerCall,
                patience,
                between,
                policies,
                spread,
                spreadBehind,
                from,
                together,
                messagesPerCall,
                Optional.empty(),
                client);
    }

    /**
     * Returns messages caused by these calls. Consumers process them later, without a waiting caller.
     *
     * @param otherPerSecond messages per second
     */
    public OfferedDemand messages(double otherPerSecond) {
        return new OfferedDemand(
                caller,
                otherPerSecond,
                Operation.READ,
                "",
                List.of(),
                keys,
                sizeBytes / carries,
                Optional.empty(),
                Optional.of(CallTarget.BETWEEN_TIERS),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                Optional.empty(),
                client);
    }

    private OfferedDemand with(
            String newCaller,
            double newPerSecond,
            List<Step> newRest,
            Optional<KeyPopularity> newKeys,
            Optional<Duration> newPatience,
            Optional<Duration> newBetween,
            List<FilterSpec> newPolicies,
            Optional<CallDistribution> newSpreadBehind) {
        return new OfferedDemand(
                newCaller,
                newPerSecond,
                operation,
                endpoint,
                newRest,
                newKeys,
                sizeBytes,
                newPatience,
                newBetween,
                newPolicies,
                spread,
                newSpreadBehind,
                from,
                together,
                carries,
                gatherer,
                client);
    }
}
