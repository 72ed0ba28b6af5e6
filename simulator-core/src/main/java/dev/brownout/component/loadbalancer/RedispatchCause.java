package dev.brownout.component.loadbalancer;

import dev.brownout.spec.Doc;

/** Failures after which a balancer retries a call on another host; each cause includes the previous ones. */
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
