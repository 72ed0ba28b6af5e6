package dev.brownout.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cost of the measured part of a run, in dollars.
 *
 * @param title origin of the prices
 * @param date date of the prices
 * @param total sum over all components
 * @param perHour cost per hour of such a run
 * @param perMillionRequests cost per million user requests; {@code NaN} without requests
 * @param components cost of the components with a price, in name order, and of {@link #BYTES_TO_USERS} at the end
 * @param revenue revenue of the request classes with a value per response, in name order
 */
public record CostResult(
        String title,
        String date,
        double total,
        double perHour,
        double perMillionRequests,
        Map<String, ComponentCost> components,
        Map<String, ClassRevenue> revenue) {

    /** Copies the maps. A missing revenue becomes an empty map. */
    public CostResult {
        components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
        revenue = revenue == null ? Collections.emptyMap() : Collections.unmodifiableMap(new LinkedHashMap<>(revenue));
    }

    /**
     * Revenue of a class of requests, in dollars.
     *
     * @param revenue revenue of its good responses
     * @param lost revenue lost with requests that were not successful in time
     */
    public record ClassRevenue(double revenue, double lost) {}

    /** Name of the entry for traffic to users directly from the site. */
    public static final String BYTES_TO_USERS = "bytes to users";

    /** Result without any prices. */
    public static final CostResult NONE =
            new CostResult("", "", 0, 0, Double.NaN, new LinkedHashMap<>(), new LinkedHashMap<>());

    /**
     * Cost of a component, in dollars.
     *
     * @param total sum over its items
     * @param perHour cost per hour of such a run
     * @param perMillionRequests cost per million user requests; {@code NaN} without requests
     * @param items the billed items
     */
    public record ComponentCost(double total, double perHour, double perMillionRequests, List<Item> items) {
        /** Copies the list. */
        public ComponentCost {
            items = List.copyOf(items);
        }
    }

    /**
     * A billed item.
     *
     * @param item name of the item: {@code nodes}, a size such as {@code cores}, or a metric such as {@code queries}
     * @param quantity number of units used
     * @param unit the unit: {@code h}, {@code GB/h} (of memory: its gigabyte-hours), {@code M}; empty for single pieces
     * @param unitPrice price of one unit
     * @param total quantity times price
     */
    public record Item(String item, double quantity, String unit, double unitPrice, double total) {}
}
