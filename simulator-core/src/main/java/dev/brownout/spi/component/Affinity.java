package dev.brownout.spi.component;

import dev.brownout.host.Host;
import dev.brownout.service.Request;

/** Selects the host of a tier that holds state of a request's user, such as a session. */
@FunctionalInterface
public interface Affinity {
    /** Returns the host named by the user's cookie; {@code null} if the cookie names none. */
    Host home(Request request);
}
