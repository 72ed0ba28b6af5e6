package dev.brownout.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the measured part of a run cost, in dollars.
 *
 * @param title whose prices were taken
 * @param date when they held
 * @param total sum over all components
 * @param perHour the same for an hour of such a run
 * @param perMillionRequests the same for a million requests of users; {@code NaN} where there were none
 * @param components by name, in name order; those whose kind has a price, and {@link #BYTES_TO_USERS} at the end
 * @param revenue what each class of requests brought in and lost, in name order; those that say what an answer is worth
 */
public record CostResult(
        String title,
        String date,
        double total,
        double perHour,
        double perMillionRequests,
        Map<String, ComponentCost> components,
        Map<String, ClassRevenue> revenue) {

    /** Takes the maps as they are now; no revenue where none is told. */
    public CostResult {
        components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
        revenue = revenue == null ? Collections.emptyMap() : Collections.unmodifiableMap(new LinkedHashMap<>(revenue));
    }

    /**
     * What a class of requests brought in.
     *
     * @param revenue of its good answers
     * @param lost with those that were not answered well and in time
     */
    public record ClassRevenue(double revenue, double lost) {}

    /** The entry beside the components for what answers bring to users straight from the site. */
    public static final String BYTES_TO_USERS = "bytes to users";

    /** Nothing has a price. */
    public static final CostResult NONE =
            new CostResult("", "", 0, 0, Double.NaN, new LinkedHashMap<>(), new LinkedHashMap<>());

    /**
     * What a component cost.
     *
     * @param total sum over its items
     * @param perHour the same for an hour of such a run
     * @param perMillionRequests the same for a million requests of users; {@code NaN} where there were none
     * @param items what it is billed for
     */
    public record ComponentCost(double total, double perHour, double perMillionRequests, List<Item> items) {
        /** Takes the list as it is now. */
        public ComponentCost {
            items = List.copyOf(items);
        }
    }

    /**
     * A line of the bill.
     *
     * @param item what is billed: {@code nodes}, a size such as {@code cores}, or a measure such as {@code queries}
     * @param quantity how many units were used up
     * @param unit the unit: {@code h}, {@code GB/h} (of memory: its gigabyte-hours), {@code M}; empty for single pieces
     * @param unitPrice price of one unit
     * @param total quantity times price
     */
    public record Item(String item, double quantity, String unit, double unitPrice, double total) {}
}
