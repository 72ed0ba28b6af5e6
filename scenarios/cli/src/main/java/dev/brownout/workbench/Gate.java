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
 * The check of the headers {@code Host} and {@code Origin}. A page of another site that has its name lead to this
 * machine (DNS rebinding) sends that name as the host, and a page of another site that posts here sends its own origin.
 */
final class Gate {
    /** Addresses in figures, with a port or without: no name server was asked for them. */
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d+)?");

    private final Set<String> names = new TreeSet<>(Set.of("localhost"));

    /**
     * Allows the name of this machine besides addresses and {@code localhost}.
     *
     * @param bound the address that is listened at
     */
    Gate(InetAddress bound) {
        names.add(bound.getHostName().toLowerCase(Locale.ROOT));
        try {
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException nameless) {
            names.remove("");
        }
    }

    /** Returns why a request with these headers is refused; empty where it is allowed. */
    Optional<String> refusal(Headers headers) {
        String host = headers.getFirst("Host");
        if (host == null || !known(host.toLowerCase(Locale.ROOT))) {
            return Optional.of("this server has no such name; open it by its address or as localhost");
        }
        String origin = headers.getFirst("Origin");
        boolean own = origin == null || origin.equalsIgnoreCase("http://" + host);
        return own ? Optional.empty() : Optional.of("pages of other sites are not served");
    }

    private boolean known(String host) {
        return ADDRESS.matcher(host).matches() || names.contains(host.replaceFirst(":\\d+$", ""));
    }
}
