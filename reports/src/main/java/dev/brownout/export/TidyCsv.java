package dev.brownout.export;

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
 * The values over time as a tidy table (Wickham, "Tidy Data", 2014): a row for each value, with whose it is beside it,
 * as pivot tables and data frames want it. By RFC 4180, lines end in {@code \n}. No cell is empty: a step without a
 * sample has no row, and what is of a whole stands under {@code all}. Durations are in seconds.
 */
public final class TidyCsv {
    private static final String WHOLE = "all";

    private TidyCsv() {}

    /**
     * Writes the series of every variant, in UTF-8: variants and columns in the order of the result, each from its
     * first step to its last.
     *
     * @throws IOException when it cannot be written
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
