package dev.brownout.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Formats the numbers of texts that are compared side by side with equal numbers of decimals. */
public final class AlignedNumbers {

    private record Amount(double value, String unit) {}

    private final Set<Amount> asked = new LinkedHashSet<>();
    private final Map<Amount, String> decided;

    private AlignedNumbers(Map<Amount, String> decided) {
        this.decided = decided;
    }

    /** Returns a formatter that formats each number independently. */
    public static AlignedNumbers alone() {
        return new AlignedNumbers(Map.of());
    }

    /**
     * Creates items with aligned numbers in the part of their text that is compared.
     *
     * @param make creates the items; it must format the same numbers in each call
     * @param compared returns the compared part of an item
     */
    public static <T> List<T> together(Function<AlignedNumbers, List<T>> make, Function<T, String> compared) {
        AlignedNumbers first = alone();
        String text = String.join("\n", make.apply(first).stream().map(compared).toList());
        Map<String, List<Amount>> units = new LinkedHashMap<>();
        for (Amount number : first.asked) {
            if (text.contains(QuantityFormat.of(number.value(), number.unit()))) {
                units.computeIfAbsent(number.unit(), unit -> new ArrayList<>()).add(number);
            }
        }
        Map<Amount, String> decided = new LinkedHashMap<>();
        units.forEach((unit, numbers) -> {
            List<String> written =
                    QuantityFormat.together(numbers.stream().map(Amount::value).toList(), unit);
            for (int i = 0; i < numbers.size(); i++) {
                decided.put(numbers.get(i), written.get(i));
            }
        });
        return make.apply(new AlignedNumbers(decided));
    }

    /** Formats a value in its unit. */
    public String of(double value, String unit) {
        Amount number = new Amount(value, unit);
        asked.add(number);
        String written = decided.get(number);
        return written == null ? QuantityFormat.of(value, unit) : written;
    }

    /** Formats a duration in ns. */
    public String nanos(double nanos) {
        return of(nanos, "ns");
    }
}
