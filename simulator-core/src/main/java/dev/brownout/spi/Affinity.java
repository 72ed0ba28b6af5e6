package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.service.Request;

/** Which machine of a tier a request should come to, because something of its user's is there. */
@FunctionalInterface
public interface Affinity {
    /** The machine that the user's cookie names; {@code null} where it names none. */
    Host home(Request request);
}
