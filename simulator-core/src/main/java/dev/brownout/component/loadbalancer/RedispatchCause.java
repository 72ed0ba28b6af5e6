package dev.brownout.component.loadbalancer;

import dev.brownout.spec.Doc;

/** Failures after which a balancer retries a call on another host; each cause includes the previous ones. */
public enum RedispatchCause {
    @Doc("The connection was refused: the backend did not receive the call.")
    REFUSED,
    @Doc("The connection was refused, or broke before the response. A call that may have written is then not"
            + " repeated.")
    ERROR,
    @Doc("As error, or the response took longer than try_timeout. A call that writes is repeated only if there was"
            + " no connection.")
    TIMEOUT
}
