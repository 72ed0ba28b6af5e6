package dev.brownout.spi;

/** A step that calls one component and waits for the response. */
public interface CallStep extends Step {
    /** Returns the target of the call. */
    Target target();

    @Override
    default void accept(Interpreter interpreter) {
        interpreter.call(this);
    }
}
