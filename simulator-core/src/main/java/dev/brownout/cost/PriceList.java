package dev.brownout.cost;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prices by kind of component and by billed item. An item is {@code nodes}, a size of a host such as {@code cores}, or
 * a metric that counts, such as {@code offered}. For {@link #USERS}, the item is {@link #BYTES}. For {@link #TRANSFER},
 * items are the traffic between zones and between regions, and the names of locations that have another price for
 * outgoing traffic.
 *
 * @param title title, such as the provider of the prices
 * @param date date of the prices
 * @param kinds prices by kind, then by item
 * @param sizes prices of hosts by kind, then by number of cores; for kinds that are billed by host size, not by core
 */
public record PriceList(
        String title,
        String date,
        SortedMap<String, SortedMap<String, Price>> kinds,
        SortedMap<String, NavigableMap<Integer, Price>> sizes) {
    /** Item for each host, whatever its size. */
    public static final String NODES = "nodes";

    /** Kind for bytes sent directly to users, not through an uplink or CDN that bills them. */
    public static final String USERS = "users";

    /** Item for the bytes sent to {@link #USERS}. */
    public static final String BYTES = "bytes";

    /** Kind for bytes sent by hosts to other zones and regions. */
    public static final String TRANSFER = "transfer";

    /** Item for {@link #TRANSFER} between zones of a region. */
    public static final String BETWEEN_ZONES = "between_zones";

    /** Item for {@link #TRANSFER} to other regions, if the source location has no price of its own. */
    public static final String BETWEEN_REGIONS = "between_regions";

    /** Empty price list: no item has a price. */
    public static final PriceList NONE = new PriceList("", "", new TreeMap<>());

    /** Copies the prices. */
    public PriceList {
        TreeMap<String, SortedMap<String, Price>> copy = new TreeMap<>();
        kinds.forEach((kind, prices) -> copy.put(kind, Collections.unmodifiableSortedMap(new TreeMap<>(prices))));
        kinds = Collections.unmodifiableSortedMap(copy);
        TreeMap<String, NavigableMap<Integer, Price>> machines = new TreeMap<>();
        sizes.forEach(
                (kind, prices) -> machines.put(kind, Collections.unmodifiableNavigableMap(new TreeMap<>(prices))));
        sizes = Collections.unmodifiableSortedMap(machines);
    }

    /** Creates a price list without prices by host size. */
    public PriceList(String title, String date, SortedMap<String, SortedMap<String, Price>> kinds) {
        this(title, date, kinds, new TreeMap<>());
    }

    /** Returns the prices of a kind of component; empty if it is free. */
    public Map<String, Price> of(String kind) {
        return kinds.getOrDefault(kind, new TreeMap<>());
    }

    /**
     * Returns the available host sizes of a kind with their prices, by number of cores. Empty if the kind is billed by
     * core or is free.
     */
    public NavigableMap<Integer, Price> sizes(String kind) {
        return sizes.getOrDefault(kind, Collections.emptyNavigableMap());
    }

    /**
     * Returns whether a design with these prices and one with other prices pay the same for their common resources.
     * Each design has only the prices of its own kinds and of its traffic.
     */
    public boolean agreesWith(PriceList other) {
        return title.equals(other.title)
                && date.equals(other.date)
                && kinds.entrySet().stream()
                        .allMatch(kind ->
                                kind.getValue().equals(other.kinds.getOrDefault(kind.getKey(), kind.getValue())))
                && sizes.entrySet().stream()
                        .allMatch(kind ->
                                kind.getValue().equals(other.sizes.getOrDefault(kind.getKey(), kind.getValue())));
    }

    /** Returns the name of the item for hosts of a size. */
    public static String machines(int cores) {
        return "nodes of " + cores + (cores == 1 ? " core" : " cores");
    }
}
