package dev.brownout.workbench;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Check of the request headers {@code Host} and {@code Origin}. With DNS rebinding, a foreign site resolves its own
 * name to this host and sends that name as {@code Host}. A page of a foreign site that posts to this server sends its
 * own {@code Origin}.
 */
final class OriginCheck {
    /** Numeric IP address with an optional port. Such a host is safe because it involves no name server. */
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d+)?");

    private final Set<String> names = new TreeSet<>(Set.of("localhost"));

    /**
     * Creates a check that allows the names of this host, besides numeric addresses and {@code localhost}.
     *
     * @param bound address that the server is bound to
     */
    OriginCheck(InetAddress bound) {
        names.add(bound.getHostName().toLowerCase(Locale.ROOT));
        try {
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException nameless) {
            names.remove("");
        }
    }

    /** Returns the reason why a request with these headers is rejected; empty if it is allowed. */
    Optional<String> refusal(Headers headers) {
        String host = headers.getFirst("Host");
        if (host == null || !isKnown(host.toLowerCase(Locale.ROOT))) {
            return Optional.of("unknown host name; use the address or localhost");
        }
        String origin = headers.getFirst("Origin");
        boolean own = origin == null || origin.equalsIgnoreCase("http://" + host);
        return own ? Optional.empty() : Optional.of("requests from other sites are rejected");
    }

    private boolean isKnown(String host) {
        return ADDRESS.matcher(host).matches() || names.contains(host.replaceFirst(":\\d+$", ""));
    }
}
