package dev.brownout.wiring;

import dev.brownout.random.KeyPopularity;
import java.util.List;
import java.util.Optional;

/**
 * Calls of one kind at one component, before a run: the component passes them on in every way that a run may take. It
 * serves to find the keys that reach each component, so rates, shares and hit ratios play no part.
 */
public interface CallPropagation {
    /** The endpoint that is called; empty for the component's own service. */
    String endpoint();

    /** The steps behind the component. */
    List<Step> rest();

    /** Whether the component takes the calls itself, such as messages from a queue. */
    boolean taken();

    /** Takes steps of the component for each call, with the call's key. */
    void follow(List<Step> steps);

    /** Takes steps of the component for each call, with keys of this popularity in place of the call's key. */
    void follow(List<Step> steps, KeyPopularity keys);

    /** Passes the calls on as they are to the component's own service of another one, with nothing behind it. */
    void pass(String component);

    /** Sends the calls with their endpoint and everything behind them to a component that takes the place of this. */
    void divert(String component);

    /** Takes the steps behind the component, or passes the calls on to its source where there are none. */
    default void behind(Optional<String> source) {
        if (rest().isEmpty()) {
            source.ifPresent(this::pass);
        } else {
            follow(rest());
        }
    }
}
