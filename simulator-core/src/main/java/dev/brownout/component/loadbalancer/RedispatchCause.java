package dev.brownout.component.loadbalancer;

import dev.brownout.spec.Doc;

/** After what a balancer tries a call on another machine; each cause includes those before it. */
public enum RedispatchCause {
    @Doc("The connection was refused: the machine knows nothing of the call.")
    REFUSED,
    @Doc("The connection was refused, or broke before the answer. A call that may have written something is not"
            + " repeated then.")
    ERROR,
    @Doc("As error, or the answer took longer than try_timeout. A call that writes is repeated only where no connection"
            + " was made.")
    TIMEOUT
}
