package dev.brownout.spi;

import java.util.Optional;

/** A step that calls one component, and is done when the answer is there. */
public interface CallStep extends Step {
    /** Where the call goes. */
    Target called();

    @Override
    default Optional<Target> target() {
        return Optional.of(called());
    }

    @Override
    default void accept(Interpreter interpreter) {
        interpreter.call(this);
    }
}
