package dev.brownout.spec;

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
 */
public record Demand(
        String caller,
        double perSecond,
        Operation operation,
        String endpoint,
        List<Step> rest,
        Optional<KeyPopularity> keys,
        double sizeBytes,
        Optional<Duration> patience,
        Optional<Duration> between) {

    /** Takes the list as it is now. */
    public Demand {
        rest = List.copyOf(rest);
    }

    /** The same calls, more or fewer of them. */
    public Demand at(double otherPerSecond) {
        return new Demand(caller, otherPerSecond, operation, endpoint, rest, keys, sizeBytes, patience, between);
    }

    /** The same calls with other steps behind the component. */
    public Demand withRest(List<Step> otherRest) {
        return new Demand(caller, perSecond, operation, endpoint, otherRest, keys, sizeBytes, patience, between);
    }

    /** The same calls for other keys. */
    public Demand withKeys(KeyPopularity otherKeys) {
        return new Demand(
                caller, perSecond, operation, endpoint, rest, Optional.of(otherKeys), sizeBytes, patience, between);
    }

    /** Calls because of these, with the patience that calls between tiers have. */
    public Demand behind() {
        return new Demand(caller, perSecond, operation, "", List.of(), keys, sizeBytes, between, between);
    }
}
