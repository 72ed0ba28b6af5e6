package dev.brownout.export;

import dev.brownout.format.TextSanitizer;
import dev.brownout.summary.Block;
import dev.brownout.summary.Block.Flow;
import dev.brownout.summary.Block.FoldedTable;
import dev.brownout.summary.Block.Items;
import dev.brownout.summary.Block.Moment;
import dev.brownout.summary.Block.Moments;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Block.Title;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.Column.Role;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.summary.Writer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writer of blocks as GitHub-flavored Markdown. */
final class MarkdownWriter implements Writer {
    private final StringBuilder text;

    /** Creates a writer that appends to a text. */
    MarkdownWriter(StringBuilder text) {
        this.text = text;
    }

    /** Writes the blocks of a part without its heading; tables are self-explanatory. */
    void part(Part part) {
        for (Block block : part.in(OutputFormat.MARKDOWN)) {
            block.write(this);
        }
    }

    /** Writes a table without its empty columns, since comments are narrow. */
    @Override
    public void table(Table table) {
        int[] shown = IntStream.range(0, table.columns().size())
                .filter(i -> table.rows().stream()
                        .anyMatch(row -> hasText(row.cells().get(i))))
                .toArray();
        text.append('\n');
        row(shown, i -> escape(table.columns().get(i).heading()));
        row(shown, i -> "---");
        for (Table.Row row : table.rows()) {
            row(shown, i -> cell(row.cells().get(i), table.columns().get(i)));
        }
    }

    private static boolean hasText(Cell cell) {
        return !cell.text().isEmpty() || !cell.detail().isEmpty();
    }

    /**
     * Formats a cell. The detail below a user-defined text is formatted as code. Numbers and outcomes are not escaped.
     */
    private static String cell(Cell cell, Column column) {
        boolean ours = column.role() == Role.NUMBER || column.role() == Role.OUTCOME;
        String words = cell.tone().mark() + (ours ? cell.text() : escape(cell.text()));
        String detail = cell.detail();
        if (detail.isEmpty()) {
            return words;
        }
        return (words.isEmpty() ? "" : words + "<br>") + (ours ? detail : code(detail));
    }

    @Override
    public void note(Note note) {
        paragraph((note.kind() == Note.Kind.NOTE ? "" : "⚠ ") + escape(note.text()));
    }

    @Override
    public void items(Items items) {
        title(new Title(items.heading()));
        text.append('\n');
        items.items().forEach(item -> text.append("- ").append(escape(item)).append('\n'));
    }

    @Override
    public void moments(Moments moments) {
        text.append('\n');
        for (Moment moment : moments.moments()) {
            text.append("- ").append(escape(moment.at() + " " + moment.text())).append('\n');
        }
        if (moments.more() > 0) {
            text.append("- ... and ").append(moments.more()).append(" more\n");
        }
    }

    @Override
    public void title(Title title) {
        paragraph("**" + escape(title.text()) + "**");
    }

    @Override
    public void folded(FoldedTable folded) {
        title(new Title(folded.title()));
        table(folded.table());
    }

    @Override
    public void flow(Flow flow) {
        paragraph("```mermaid\n" + CallGraphText.MERMAID.of(flow) + "```");
    }

    @Override
    public void picture(Picture picture) {
        // Markdown comments cannot contain inline SVG.
    }

    private void paragraph(String words) {
        text.append('\n').append(words).append('\n');
    }

    /** Formats an expression of the scenario language, which has no backquotes. */
    private static String code(String expression) {
        return "`"
                + TextSanitizer.replace(expression)
                        .replace("`", "'")
                        .replace("|", "\\|")
                        .replaceAll("\\s", " ") + "`";
    }

    private void row(int[] columns, IntFunction<String> cell) {
        text.append(IntStream.of(columns).mapToObj(cell).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /**
     * Escapes all Markdown syntax in a text. An empty comment after an at sign keeps GitHub from mentioning an account.
     */
    static String escape(String words) {
        return TextSanitizer.replace(words)
                .replaceAll("([\\\\`*_\\[\\]<>|#~&$])", "\\\\$1")
                .replaceAll("@(?=[\\p{L}\\p{N}])", "@<!-- -->")
                .replaceAll("\\s", " ");
    }
}
