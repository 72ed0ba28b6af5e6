package dev.brownout.importing.topology;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds service names that appear as hosts in configuration values. It stores nothing else of a value. */
public final class HostReferences {
    /** Separators between the addresses in a value. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;|'\"<>()\\[\\]]+");

    /** Words in a key that mark its value as a host, even without a scheme or port. */
    private static final Pattern SAYS_HOST =
            Pattern.compile("HOST|ADDR|URL|URI|SERVER|ENDPOINT|BROKER|UPSTREAM|SERVICE|DSN|NODES|CONNECT");

    private final Map<String, String> services;

    /**
     * Creates a finder for the services.
     *
     * @param services the service by each of its host names
     */
    public HostReferences(Map<String, String> services) {
        this.services = services;
    }

    /**
     * Returns the services that a value references as hosts.
     *
     * @param key key of the value; empty if it has none
     */
    public Set<String> in(String key, String value) {
        boolean bare = SAYS_HOST.matcher(key.toUpperCase(Locale.ROOT)).find();
        Set<String> named = new LinkedHashSet<>();
        for (String word : BETWEEN.split(value, -1)) {
            int equals = word.lastIndexOf('=');
            String address = equals >= 0 && !word.contains("?") ? word.substring(equals + 1) : word;
            int scheme = address.lastIndexOf("://");
            String rest = scheme >= 0 ? address.substring(scheme + 3) : address;
            int user = authority(rest).lastIndexOf('@');
            String host = user >= 0 ? rest.substring(user + 1) : rest;
            String name = host.split("[:/?#]", 2)[0];
            boolean port = host.length() > name.length() + 1
                    && host.charAt(name.length()) == ':'
                    && Character.isDigit(host.charAt(name.length() + 1));
            boolean isAddress = scheme >= 0 || port || bare && host.equals(name);
            String service = services.get(name);
            if (isAddress && service != null) {
                named.add(service);
            }
        }
        return named;
    }

    private static String authority(String rest) {
        return rest.split("[/?#]", 2)[0];
    }
}
