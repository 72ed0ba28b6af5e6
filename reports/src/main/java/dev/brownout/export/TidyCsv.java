package dev.brownout.export;

import dev.brownout.json.DoubleFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writer of time series as a tidy table (Wickham, "Tidy Data", 2014): one row per value with its labels, for pivot
 * tables and data frames. The format is RFC 4180 with {@code \n} as line end. No cell is empty: an interval without
 * samples has no row, and a label for the whole is {@code all}. Durations are in seconds.
 */
public final class TidyCsv {
    private static final String WHOLE = "all";

    private TidyCsv() {}

    /**
     * Writes the series of every variant, in UTF-8. Variants and columns have the order of the result; the values of a
     * column are in chronological order.
     *
     * @throws IOException if writing fails
     */
    public static void write(RunResult result, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write("variant,t,component,node,metric,unit,value\n");
        for (VariantResult variant : result.variants()) {
            for (Column column : variant.series().columns()) {
                rows(variant, column, text);
            }
        }
        text.flush();
    }

    private static void rows(VariantResult variant, Column column, Writer text) throws IOException {
        Series series = variant.series();
        SeriesLabels observed = SeriesLabels.of(column);
        String before = Csv.cell(variant.name()) + ",";
        String between = "," + Csv.cell(whole(observed.component())) + "," + Csv.cell(whole(observed.part())) + ","
                + Csv.cell(observed.metric()) + "," + SeriesLabels.base(column.unit()) + ",";
        int steps = SeriesLabels.steps(variant, column);
        for (int step = 0; step < steps; step++) {
            String value = DoubleFormat.text(SeriesLabels.inBase(column.values()[step], column.unit()));
            if (!value.isEmpty()) {
                double from = (series.startNanos() + step * series.stepNanos()) / 1e9;
                text.append(before)
                        .append(DoubleFormat.text(from))
                        .append(between)
                        .append(value)
                        .append('\n');
            }
        }
    }

    private static String whole(String name) {
        return name.isEmpty() ? WHOLE : name;
    }
}
