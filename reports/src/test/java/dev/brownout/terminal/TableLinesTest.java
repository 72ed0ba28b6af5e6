package dev.brownout.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableLinesTest {
    private static final List<List<String>> ROWS =
            List.of(List.of("held", "a long assertion", "7 ms"), List.of("", "b", "12 ms"));
    private static final Table TABLE = Table.of(ROWS)
            .text(Column.text("verdict").headed("").whole(), row -> row.get(0))
            .text(Column.text("assertion").headed("").least(8), row -> row.get(1))
            .text(Column.number("value").headed("").whole(), row -> row.get(2))
            .table();

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(TableLines.lines(TABLE, 80, "  "))
                .containsExactly("  held  a long assertion   7 ms", "        b                 12 ms");
    }

    @Test
    void flexibleColumnIsTruncatedToFit() {
        assertThat(TableLines.lines(TABLE, 27, "  "))
                .containsExactly("  held  a long asse…   7 ms", "        b             12 ms");
        assertThat(TableLines.lines(TABLE, 12, "  ")).allMatch(line -> line.length() <= 12);
    }

    @Test
    void firstColumnsAreTruncatedBeforeTheOthers() {
        Table names = Table.of(List.of("x".repeat(20)))
                .text(Column.text("one"), name -> name)
                .text(Column.text("other"), name -> name)
                .table();
        assertThat(TableLines.lines(names, 36, ""))
                .containsExactly("one             other", "x".repeat(13) + "…  " + "x".repeat(20));
        assertThat(TableLines.lines(names, 30, "").get(1)).isEqualTo("x".repeat(11) + "…  " + "x".repeat(15) + "…");
    }

    @Test
    void narrowCellsAreBriefAndMarked() {
        Table table = Table.of(List.of(OutcomeTone.values()))
                .column(
                        Column.text("outcome").withBrief("1"),
                        tone -> Cell.of("at length")
                                .withBrief("brief")
                                .toned(tone)
                                .above("in detail"))
                .text(Column.text("elsewhere").in(OutputFormat.HTML, OutputFormat.DATA), tone -> "not here")
                .table();
        assertThat(TableLines.lines(table, 80, ""))
                .containsExactly("1", "brief", "✓ brief", "! brief", "? brief", "– brief", "✗ brief");
    }
}
