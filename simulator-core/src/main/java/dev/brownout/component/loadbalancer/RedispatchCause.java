package dev.brownout.component.loadbalancer;

import dev.brownout.vocabulary.Doc;

/** After what a balancer tries a call on another machine; each cause includes those before it. */
public enum RedispatchCause {
    @Doc("The connection was refused: the machine knows nothing of the call.")
    REFUSED,
    @Doc("Or it broke before the answer; not for writes, which may have been done.")
    ERROR,
    @Doc("Or the answer took longer than try_timeout; a write only where there was no connection.")
    TIMEOUT
}
