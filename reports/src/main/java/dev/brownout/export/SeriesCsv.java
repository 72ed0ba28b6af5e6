package dev.brownout.export;

import dev.brownout.json.DoubleFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writer of {@code series.csv}: one row per variant and interval that its run reached. The format is RFC 4180 with
 * {@code \n} as line end; "no sample" is an empty cell.
 */
public final class SeriesCsv {

    private static final double SECOND_NANOS = 1e9;

    private SeriesCsv() {}

    /** Writes the series of every variant, in UTF-8. A column that a variant lacks is empty in its rows. */
    public static byte[] write(RunResult result) {
        Map<String, String> units = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            variant.series().columns().forEach(column -> units.putIfAbsent(column.name(), column.unit()));
        }
        StringBuilder text = new StringBuilder("variant,from [s]");
        units.forEach((name, unit) -> text.append(',').append(Csv.cell(name + " [" + unit + "]")));
        text.append('\n');
        for (VariantResult variant : result.variants()) {
            rows(variant, units.keySet().stream().toList(), text);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void rows(VariantResult variant, List<String> names, StringBuilder text) {
        Series series = variant.series();
        Map<String, Column> columns = new LinkedHashMap<>();
        series.columns().forEach(column -> columns.put(column.name(), column));
        int steps = series.columns().stream()
                .mapToInt(column -> SeriesLabels.steps(variant, column))
                .max()
                .orElse(0);
        for (int step = 0; step < steps; step++) {
            long from = series.startNanos() + step * series.stepNanos();
            text.append(Csv.cell(variant.name())).append(',').append(DoubleFormat.text(from / SECOND_NANOS));
            for (String name : names) {
                Column column = columns.get(name);
                boolean present = column != null && step < column.values().length;
                text.append(',').append(present ? DoubleFormat.text(column.values()[step]) : "");
            }
            text.append('\n');
        }
    }
}
