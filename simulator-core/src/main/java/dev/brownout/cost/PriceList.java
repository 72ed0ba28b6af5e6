package dev.brownout.cost;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prices by kind of component and by what is billed: {@code nodes}, a size of a machine such as {@code cores}, or a
 * measure that counts, such as {@code offered}; for {@link #USERS}, the {@link #BYTES} that are brought to them; for
 * {@link #TRANSFER}, what passes between zones and regions, and the names of places that what they send costs more.
 *
 * @param title whose prices they are
 * @param date when they held
 * @param kinds prices by kind, then by what is billed
 * @param sizes prices of machines by kind, then by their cores: those that are to be had of kinds whose machines are
 *     paid for by their size, and not by their cores
 */
public record PriceList(
        String title,
        String date,
        SortedMap<String, SortedMap<String, Price>> kinds,
        SortedMap<String, NavigableMap<Integer, Price>> sizes) {
    /** What is billed for each machine that is there, whatever its size. */
    public static final String NODES = "nodes";

    /** The users: what is brought to them straight from the site, by neither a line nor a CDN. */
    public static final String USERS = "users";

    /** What is billed of {@link #USERS}. */
    public static final String BYTES = "bytes";

    /** What machines send to those of other zones and regions. */
    public static final String TRANSFER = "transfer";

    /** What is billed of {@link #TRANSFER} within a region. */
    public static final String BETWEEN_ZONES = "between_zones";

    /** What is billed of {@link #TRANSFER} to other regions, where the place that it leaves has no price of its own. */
    public static final String BETWEEN_REGIONS = "between_regions";

    /** Everything is free. */
    public static final PriceList NONE = new PriceList("", "", new TreeMap<>());

    /** Takes the prices as they are now. */
    public PriceList {
        TreeMap<String, SortedMap<String, Price>> copy = new TreeMap<>();
        kinds.forEach((kind, prices) -> copy.put(kind, Collections.unmodifiableSortedMap(new TreeMap<>(prices))));
        kinds = Collections.unmodifiableSortedMap(copy);
        TreeMap<String, NavigableMap<Integer, Price>> machines = new TreeMap<>();
        sizes.forEach(
                (kind, prices) -> machines.put(kind, Collections.unmodifiableNavigableMap(new TreeMap<>(prices))));
        sizes = Collections.unmodifiableSortedMap(machines);
    }

    /** One without sizes. */
    public PriceList(String title, String date, SortedMap<String, SortedMap<String, Price>> kinds) {
        this(title, date, kinds, new TreeMap<>());
    }

    /** The prices of a kind of component; none where it is free. */
    public Map<String, Price> of(String kind) {
        return kinds.getOrDefault(kind, new TreeMap<>());
    }

    /**
     * The machines of a kind that are to be had, by their cores; none where their cores are paid for, or nothing is.
     */
    public NavigableMap<Integer, Price> sizes(String kind) {
        return sizes.getOrDefault(kind, Collections.emptyNavigableMap());
    }

    /** How a bill calls machines of a size. */
    public static String machines(int cores) {
        return "machines of " + cores + (cores == 1 ? " core" : " cores");
    }
}
