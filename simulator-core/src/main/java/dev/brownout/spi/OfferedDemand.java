package dev.brownout.spi;

import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Calls of one kind on their way to a component, for the arithmetic before a run.
 *
 * @param caller the component or request class that makes them
 * @param perSecond how many a second, at least 0
 * @param operation whether they read or write
 * @param endpoint the endpoint that they call; empty for the component's own service
 * @param rest the steps behind the component
 * @param keys popularity of the keys that they ask for; empty where they ask for none
 * @param sizeBytes mean size of what they read or write, in bytes
 * @param patience how long the caller waits for the answer; empty for ever
 * @param between patience of calls behind this one that say nothing themselves; empty for ever
 * @param policies filters around each call on the caller's machine, outermost first
 * @param spread how they are spread over the component's machines; empty for evenly
 * @param spreadBehind how those are spread that the component passes on; empty for evenly
 * @param from which nodes are to answer; empty for those that the component asks by itself
 * @param together how many of them are made at the same moment; 1 where each comes alone
 * @param carries how many messages each brings on average; 1 where each brings one
 * @param gatherer the step whose machines gather several for one call, while it is not known how many; else empty
 * @param client the class of the users' requests that cause them; empty where they have none
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

    /** Calls of which each comes alone and leaves it to the component who answers. */
    public OfferedDemand(
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
            Optional<CallDistribution> spreadBehind) {
        this(
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
                spread,
                spreadBehind,
                Optional.empty(),
                1,
                1,
                Optional.empty(),
                caller);
    }

    /** Takes the lists as they are now. */
    public OfferedDemand {
        rest = List.copyOf(rest);
        policies = List.copyOf(policies);
    }

    /** The same calls, more or fewer of them. */
    public OfferedDemand at(double otherPerSecond) {
        return with(caller, otherPerSecond, rest, keys, patience, between, policies, spreadBehind);
    }

    /** The same calls with other steps behind the component. */
    public OfferedDemand withRest(List<Step> otherRest) {
        return with(caller, perSecond, otherRest, keys, patience, between, policies, spreadBehind);
    }

    /** The same calls for other keys. */
    public OfferedDemand withKeys(KeyPopularity otherKeys) {
        return with(caller, perSecond, rest, Optional.of(otherKeys), patience, between, policies, spreadBehind);
    }

    /** The same calls with another patience of those behind them. */
    public OfferedDemand withBetween(Optional<Duration> other) {
        return with(caller, perSecond, rest, keys, patience, other, policies, spreadBehind);
    }

    /** The same calls by callers of another patience. */
    public OfferedDemand withPatience(Optional<Duration> other) {
        return with(caller, perSecond, rest, keys, other, between, policies, spreadBehind);
    }

    /** The same calls, spread over the machines that they are passed on to as somebody chooses. */
    public OfferedDemand spreadingBehind(CallDistribution chosen) {
        return with(caller, perSecond, rest, keys, patience, between, policies, Optional.of(chosen));
    }

    /** The same calls, spread over the component's machines as somebody chooses. */
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

    /** The same calls by somebody else, within other policies. */
    public OfferedDemand by(String otherCaller, List<FilterSpec> otherPolicies) {
        return with(otherCaller, perSecond, rest, keys, patience, between, otherPolicies, spreadBehind);
    }

    /** The same calls for objects of another mean size, in bytes. */
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

    /** Calls because of these, with the patience that calls between tiers have. */
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

    /** How many messages they bring a second. */
    public double messagesPerSecond() {
        return perSecond * carries;
    }

    /** The calls that so many machines make of these, which gather them. */
    public OfferedDemand gathered(int machines) {
        if (gatherer.isEmpty() || machines == 0) {
            return this;
        }
        double each = gatherer.get().messagesOfCall(perSecond / machines);
        return new OfferedDemand(
                caller,
                perSecond / each,
                operation,
                endpoint,
                rest,
                keys,
                sizeBytes * each,
                patience,
                between,
                policies,
                spread,
                spreadBehind,
                from,
                together,
                each,
                Optional.empty(),
                client);
    }

    /** Messages that come of these calls: whoever works on them does so later, and nobody waits. */
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
            String who,
            double often,
            List<Step> steps,
            Optional<KeyPopularity> asked,
            Optional<Duration> own,
            Optional<Duration> next,
            List<FilterSpec> around,
            Optional<CallDistribution> onwards) {
        return new OfferedDemand(
                who, often, operation, endpoint, steps, asked, sizeBytes, own, next, around, spread, onwards, from,
                together, carries, gatherer, client);
    }
}
