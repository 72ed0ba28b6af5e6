package dev.brownout.spi;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeySpace;
import dev.brownout.service.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/** Workload of one component as the scenario describes it: request classes, users, keys and call paths. */
public interface WorkloadProfile {
    /** Returns the names of the request classes. The index of each is its {@link Request#source}. */
    List<String> requestClasses();

    /**
     * Returns the mapping from {@link Request#source} to the number of a request class among the classes that it shares
     * components with. Random numbers based on it do not depend on unrelated classes.
     */
    IntUnaryOperator classNumbers();

    /** Returns the share of the users in a region, 0 to 1. */
    double userShare(String region);

    /** Returns the keys that the scenario refers to by name. Equal names are equal keys everywhere. */
    KeyNames keyNames();

    /** Returns the keys that reach the component. */
    KeySpace keySpace();

    /** Returns the sampler of a step's own keys; empty if the step uses the key of the request. */
    Optional<KeySampler> keys(Step step);

    /** Returns whether calls to another component lead to calls to this one; true for this component itself. */
    boolean callsIndirectly(String other);

    /** Returns a component and all others to which it may forward a call to it, such as the source of a cache. */
    Set<String> receivers(String called);

    /** Returns whether steps may send a call, with the identity that they get, to a component that matches. */
    default boolean mayReach(List<Step> steps, Predicate<String> matches) {
        return Step.all(steps).stream()
                .flatMap(step -> Step.targetOf(step).stream())
                .filter(target -> target.purpose() != Step.Purpose.CALL)
                .anyMatch(target -> receivers(target.component()).stream().anyMatch(matches));
    }

    /** Returns whether messages that the component processes, or messages caused by them, can return to it. */
    boolean isInMessageCycle();
}
