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
                    + "|DATA SOURCE|(?<![A-Z0-9])IP(?![A-Z0-9])");

    /** Words in a key of origins of browsers, which are allowed callers. */
    private static final Pattern ORIGINS = Pattern.compile("(?i)cors|allowed[_.\\-]?(origins?|hosts?)|origins");

    private static final Pattern HOST_END = Pattern.compile("[:/?#]");
    /** Number of a node before its address, as in {@code 0:db-0:5432}. */
    private static final Pattern NUMBER = Pattern.compile("^\\d+:(?=[A-Za-z])");

    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})(?!\\d).*");

    /** Key of a value that is a host, also without a port. */
    private static final Pattern NAME_KEY =
            Pattern.compile("(?i)(.*[_.\\-]|pg)?(host|hostaddr|hostname|addr|address|endpoint)");

    /** Name or address of another host than the own one. */
    private static final Pattern NAME = Pattern.compile(
            "(?!(localhost|0\\.0\\.0\\.0|127\\..*|true|false|yes|no|auto|none" + "|null|\\d+)$)[A-Za-z0-9][\\w.\\-]*");

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
        return hosts(key, value).stream()
                .filter(host -> services.containsKey(host.name()))
                .filter(Host::isAddress)
                .map(host -> new HostAddress(services.get(host.name()), host.scheme(), host.port()))
                .toList();
    }

    /**
     * Returns the hosts of the addresses in a value that belong to no service. A name without a scheme is a host only
     * below the key of a host.
     *
     * @param key key of the value; empty if it has none
     */
    public Set<String> otherHosts(String key, String value) {
        Set<String> others = new LinkedHashSet<>();
        otherAddresses(key, value).forEach(address -> others.add(address.service()));
        return others;
    }

    /**
     * Returns the addresses in a value with hosts that belong to no service. Each has its host as the service.
     *
     * @param key key of the value; empty if it has none
     */
    public List<HostAddress> otherAddresses(String key, String value) {
        List<HostAddress> others = new ArrayList<>();
        if (ORIGINS.matcher(key).find()) {
            return others;
        }
        for (Host host : hosts(key, value)) {
            boolean isKnown = services.containsKey(host.name());
            boolean isOther = !host.scheme().isEmpty()
                    || host.isBare() && host.port() > 0
                    || NAME_KEY.matcher(key).matches() && host.isAddress();
            if (isOther && !isKnown && NAME.matcher(host.name()).matches()) {
                others.add(new HostAddress(host.name(), host.scheme(), host.port()));
            }
        }
        return others;
    }

    /**
     * Possible host in a value.
     *
     * @param scheme scheme of its address, or of the first address of a list; empty if there is none
     * @param port 0 without a port
     * @param isBare whether its key says that it is a host
     * @param isAddress whether it is an address if it is the name of a service
     */
    private record Host(String name, String scheme, int port, boolean isBare, boolean isAddress) {}

    private static List<Host> hosts(String key, String value) {
        boolean isBare = namesHost(key);
        List<Host> all = new ArrayList<>();
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

    private static void add(List<Host> all, String word, String scheme, boolean isBare) {
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
        all.add(new Host(name.replaceFirst("\\.$", ""), scheme, number, host, isAddress));
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
