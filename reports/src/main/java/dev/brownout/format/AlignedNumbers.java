package dev.brownout.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Writes the numbers of texts that are read side by side with the same number of decimals. */
public final class AlignedNumbers {

    private record Amount(double value, String unit) {}

    private final Set<Amount> asked = new LinkedHashSet<>();
    private final Map<Amount, String> decided;

    private AlignedNumbers(Map<Amount, String> decided) {
        this.decided = decided;
    }

    /** Numbers by themselves. */
    public static AlignedNumbers alone() {
        return new AlignedNumbers(Map.of());
    }

    /**
     * Things with texts, of which one part is compared with that of the others.
     *
     * @param make makes them, with the same numbers whenever it is asked
     * @param compared that part
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

    /** A value in its unit. */
    public String of(double value, String unit) {
        Amount number = new Amount(value, unit);
        asked.add(number);
        String written = decided.get(number);
        return written == null ? QuantityFormat.of(value, unit) : written;
    }

    /** A span of time. */
    public String nanos(double nanos) {
        return of(nanos, "ns");
    }
}
