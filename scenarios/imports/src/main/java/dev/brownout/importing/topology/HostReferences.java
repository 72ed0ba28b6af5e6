package dev.brownout.importing.topology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds service names that appear as hosts in configuration values. It stores nothing else of a value. */
public final class HostReferences {
    /** Separators between the addresses in a value. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;|'\"<>()\\[\\]]+");

    /** Words in a key that mark its value as a host, even without a scheme or port. */
    private static final Pattern HOST_KEY = Pattern.compile(
            "HOST|ADDR|URL|URI|SERVER|ENDPOINT|BROKER|UPSTREAM|SERVICE|DSN|NODES|CONNECT|PEERS|SEED|MEMBERS"
                    + "|DATA SOURCE");

    private static final Pattern HOST_END = Pattern.compile("[:/?#]");
    /** Number of a node before its address, as in {@code 0:db-0:5432}. */
    private static final Pattern NUMBER = Pattern.compile("^\\d+:(?=[A-Za-z])");

    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})(?!\\d).*");

    private final Map<String, String> services;

    /**
     * Creates a finder for the services.
     *
     * @param services the service by each of its host names
     */
    public HostReferences(Map<String, String> services) {
        this.services = services;
    }

    /** Returns whether a host belongs to a service. */
    public boolean isService(String host) {
        return services.containsKey(host);
    }

    /** Returns the service of a host, or {@code null}. */
    public String service(String host) {
        return services.get(host);
    }

    /**
     * Returns the services that a value references as hosts.
     *
     * @param key key of the value; empty if it has none
     */
    public Set<String> referencedServices(String key, String value) {
        Set<String> named = new LinkedHashSet<>();
        addresses(key, value).forEach(address -> named.add(address.service()));
        return named;
    }

    /**
     * Returns the addresses of services in a value. In a list with commas, the scheme of the first address applies to
     * all of them, as in the connection strings of MongoDB.
     *
     * @param key key of the value; empty if it has none
     */
    public List<HostAddress> addresses(String key, String value) {
        boolean isBare = namesHost(key);
        List<HostAddress> all = new ArrayList<>();
        Matcher gap = BETWEEN.matcher(value);
        String scheme = "";
        int from = 0;
        boolean more = true;
        while (more) {
            more = gap.find();
            String word = value.substring(from, more ? gap.start() : value.length());
            String own = scheme(word);
            scheme = own.isEmpty() ? scheme : own;
            add(all, word, scheme, isBare);
            if (more) {
                from = gap.end();
                scheme = gap.group().equals(",") ? scheme : "";
            }
        }
        return all;
    }

    private void add(List<HostAddress> all, String word, String scheme, boolean isBare) {
        int equals = word.contains("?") ? -1 : word.lastIndexOf('=');
        String address = word.substring(equals + 1);
        boolean host = isBare || equals > 0 && namesHost(word.substring(0, equals));
        String rest = withoutScheme(address);
        int user = authority(rest).lastIndexOf('@');
        String authority =
                NUMBER.matcher(user >= 0 ? rest.substring(user + 1) : rest).replaceFirst("");
        Matcher end = HOST_END.matcher(authority);
        String name = end.find() ? authority.substring(0, end.start()) : authority;
        Matcher port = PORT.matcher(authority.substring(name.length()));
        int number = port.matches() ? Integer.parseInt(port.group(1)) : 0;
        boolean isAddress = !scheme.isEmpty() || number > 0 || host && authority.equals(name);
        String service = services.get(name);
        if (isAddress && service != null) {
            all.add(new HostAddress(service, scheme, number));
        }
    }

    private static boolean namesHost(String key) {
        return HOST_KEY.matcher(key.toUpperCase(Locale.ROOT)).find();
    }

    /** Returns the scheme of an address; empty without one. The addresses of Oracle's driver have no slashes. */
    private static String scheme(String word) {
        int end = word.lastIndexOf("://");
        String before = end >= 0 ? word.substring(word.lastIndexOf('=', end) + 1, end) : "";
        int index = word.indexOf("jdbc:oracle:");
        return (end < 0 && index >= 0 ? "jdbc:oracle" : before).toLowerCase(Locale.ROOT);
    }

    private static String withoutScheme(String address) {
        int end = address.lastIndexOf("://");
        return end >= 0 ? address.substring(end + "://".length()) : address.replaceFirst("^//", "");
    }

    private static String authority(String rest) {
        Matcher end = Pattern.compile("[/?#]").matcher(rest);
        return end.find() ? rest.substring(0, end.start()) : rest;
    }
}
