package dev.brownout.host;

import java.util.function.Consumer;

/** Client side of attempts to reach the callee. */
public interface ConnectionDialer {
    /** Opens a connection, and reports whether that succeeded unless the process dies before. */
    void open(Consumer<Boolean> result);

    /** Checks an open connection, and reports whether it is usable unless the process dies before. */
    void check(Consumer<Boolean> result);
}
