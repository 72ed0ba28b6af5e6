package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.random.KeyNames;
import dev.brownout.service.Filter;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A policy around a service, as written in a scenario: a record annotated with {@link Kind} and {@link Doc}. */
public interface FilterSpec {
    /**
     * Makes the behaviour.
     *
     * @param context of the component to which it belongs
     * @param place the machine on which it runs: what it remembers and what it waits for die with that machine's
     *     process
     */
    Filter build(ComponentContext context, Host place);

    /** Where a kind of policy acts that is written on a component. */
    static FilterPosition stands(Class<? extends FilterSpec> kind) {
        FilterPosition stands = kind.getAnnotation(FilterPosition.class);
        if (stands == null) {
            throw new IllegalArgumentException(kind.getName() + " does not say where it stands");
        }
        return stands;
    }

    /**
     * Makes the behaviour in front of a component.
     *
     * @param protects the component behind it; empty for whatever the place has behind it
     */
    default Filter build(ComponentContext context, Host place, String protects) {
        return build(context, place);
    }

    /** The components that the policy calls in place of the one that it stands before. */
    default List<String> alternatives() {
        return List.of();
    }

    /** Tells which of its own measures never move as it is written here. */
    default void declareConstantMetrics(ConstantMetricRules still) {}

    /** The most calls that the policy makes of one, at least 1. */
    default int attempts() {
        return 1;
    }

    /**
     * How many calls the policy makes of each in the long run, while nobody waits for an answer to any; {@code NaN}
     * where that depends on more, or where it takes calls back or stops making them.
     */
    default double lastingAttempts() {
        return Double.NaN;
    }

    /** How many calls of one machine it lets be under way at a time; empty for any number. */
    default Optional<Integer> concurrentCalls() {
        return Optional.empty();
    }

    /**
     * Of some calls those that pass it in the long run, fewer of each where it bounds how many pass a second.
     *
     * @param calls all that come to it
     * @param machines how many machines share the calls evenly, each with a policy of its own
     * @param clients the classes of requests; calls of somebody else can be because of any of them
     */
    default List<OfferedDemand> passing(
            List<OfferedDemand> calls, int machines, Set<String> clients, KeyNames keyNames) {
        return calls;
    }

    /**
     * The longest that a call through the policy can take, in nanoseconds.
     *
     * @param behindNanos the longest that each call behind it can take; infinite for ever
     * @param betweenTiersNanos how long a call between tiers may take that says nothing itself
     */
    default double longestNanos(double behindNanos, double betweenTiersNanos) {
        return behindNanos;
    }
}
