package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.DATA;
import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.brownout.summary.Block.Note;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = Table.of(
                    List.of("web", "all"), name -> name.equals("all") ? OutputFormat.some(HTML) : OutputFormat.some())
            .text(Column.text("name"), name -> name)
            .text(Column.text("brief").in(TERMINAL), name -> name.substring(0, 1))
            .column(Column.number("length").in(HTML, DATA), name -> Cell.count(name.length()))
            .table();

    private static List<String> columns(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }

    private static List<List<String>> texts(Table table) {
        return table.rows().stream()
                .map(row -> row.cells().stream().map(Cell::text).toList())
                .toList();
    }

    @Test
    void outputFormatHasItsColumnsAndRowsOnly() {
        assertThat(columns(TABLE.in(TERMINAL))).containsExactly("name", "brief");
        assertThat(texts(TABLE.in(TERMINAL))).containsExactly(List.of("web", "w"));
        assertThat(columns(TABLE.in(HTML))).containsExactly("name", "length");
        assertThat(texts(TABLE.in(HTML))).containsExactly(List.of("web", "3"), List.of("all", "3"));
        assertThat(texts(TABLE.in(MARKDOWN))).containsExactly(List.of("web"));
    }

    @Test
    void sectionOmitsTablesWithoutRowsInAFormat() {
        Table rowless = Table.of(List.of("all"), name -> OutputFormat.some(HTML))
                .text(Column.text("name"), name -> name)
                .table();
        Part part =
                Part.of("names").with(rowless).with(Note.of("a note"), TERMINAL).with(TABLE, MARKDOWN);
        assertThat(part.in(HTML)).containsExactly(rowless);
        assertThat(part.in(TERMINAL)).containsExactly(Note.of("a note"));
        assertThat(part.in(MARKDOWN)).containsExactly(TABLE.in(MARKDOWN));
        assertThat(part.in(DATA)).isEmpty();
    }

    @Test
    void tablesOfTheSameColumnsAreConcatenated() {
        Table other = Table.of(List.of("db"))
                .text(Column.text("name"), name -> name)
                .column(Column.number("length"), name -> Cell.count(2))
                .table();
        assertThat(texts(Table.together(List.of(TABLE, other), DATA)))
                .containsExactly(List.of("web", "3"), List.of("db", "2"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.together(List.of(TABLE, other), TERMINAL))
                .withMessageContaining("[name, length] below [name, brief]");
    }

    @Test
    void rejectsRowsWithMissingCells() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Table(List.of(Column.text("name")), List.of(new Table.Row(List.of(), OutputFormat.some()))))
                .withMessage("0 cells for 1 columns");
    }

    @Test
    void columnRangeIncludesTheFirstColumn() {
        assertThat(texts(TABLE.withColumnRange(2, 3))).containsExactly(List.of("web", "3"), List.of("all", "3"));
    }
}
