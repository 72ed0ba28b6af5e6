package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private record Row(String load, double p99, Boolean held) {}

    private static final Table TABLE = Table.of(List.of(new Row("100/s", 1.5, true), new Row("a, b", Double.NaN, null)))
            .text(Column.text("load").headed("for people"), Row::load)
            .text(Column.text("mark").in(OutputFormat.TERMINAL), row -> "!")
            .column(Column.number("p99 [ns]"), row -> Cell.nanos(row.p99()))
            .column(Column.text("held"), row -> Cell.of(row.held(), "in words"))
            .table();
    private static final Dataset DATA = new Dataset(Map.of("experiment", "sweep"), TABLE);

    @Test
    void csvQuotesCommasAndLeavesNoDataEmpty() {
        assertThat(new String(DATA.csv(), StandardCharsets.UTF_8)).isEqualTo("""
                load,p99 [ns],held
                100/s,1.5,true
                "a, b",,
                """);
    }

    @Test
    void jsonHasTheFactsTheColumnsInOrderAndAnObjectForEachRow() {
        assertThat(new String(DATA.json(), StandardCharsets.UTF_8).replaceAll("\\s+", ""))
                .isEqualTo("{\"columns\":[\"load\",\"p99[ns]\",\"held\"],\"experiment\":\"sweep\","
                        + "\"rows\":[{\"held\":true,\"load\":\"100/s\",\"p99[ns]\":1.5},"
                        + "{\"held\":null,\"load\":\"a,b\",\"p99[ns]\":null}],\"version\":1}");
    }
}
