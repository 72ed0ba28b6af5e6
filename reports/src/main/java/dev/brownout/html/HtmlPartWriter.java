package dev.brownout.html;

import dev.brownout.format.Slug;
import dev.brownout.summary.Block;
import dev.brownout.summary.Block.EventTable;
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
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.summary.Writer;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders the blocks of a part as elements of a page. User-defined texts may run from right to left. */
final class HtmlPartWriter implements Writer {
    private static final String[] NONE = {};
    private static final String[] ANY = {"dir", "auto"};
    private static final String[] NUMBER = {"class", "number"};
    /** Maximum number of moments that are shown unfolded. Of more moments, only the beginning is shown. */
    private static final int FOLDED = 40;

    private static final int BEGINNING = 30;
    /** Name of a column of variants. */
    private static final String VARIANT = "variant";
    /** Maximum number of times of one event in one variant. */
    private static final int TIMES = 3;

    private final HtmlBuilder html;
    /** Maximum number of rows of a table that is not folded. */
    private final int unfoldedRows;
    /** Subject of the following tables. */
    private String subject = "";

    /** A row of several variants with equal cells; without variants if the table has no column of variants. */
    private record MergedRow(List<String> variants, List<Cell> cells) {}

    /** Creates a writer that folds no table. */
    HtmlPartWriter(HtmlBuilder html) {
        this(html, Integer.MAX_VALUE);
    }

    /** Creates a writer that folds tables with more than a number of rows. */
    HtmlPartWriter(HtmlBuilder html, int unfoldedRows) {
        this.html = html;
        this.unfoldedRows = unfoldedRows;
    }

    /**
     * Adds the blocks of a part for a page. A part without such blocks is omitted, except for the heading of a chapter.
     */
    void part(Part part) {
        List<Block> blocks = part.in(OutputFormat.HTML);
        if (!part.heading().isEmpty() && (part.chapter() || !blocks.isEmpty())) {
            subject = SentenceTranslation.text(part.heading());
            if (part.chapter()) {
                html.element("h2", SentenceTranslation.text(part.heading()), "id", id(part))
                        .line();
            } else {
                html.element("h3", SentenceTranslation.text(part.heading())).line();
            }
        }
        blocks.forEach(block -> block.write(this));
    }

    /** Adds a part that is folded below its heading. A part without blocks for a page is omitted. */
    void foldedPart(Part part) {
        List<Block> blocks = part.in(OutputFormat.HTML);
        if (!blocks.isEmpty()) {
            subject = SentenceTranslation.text(part.heading());
            html.open("details")
                    .element("summary", SentenceTranslation.text(part.heading()))
                    .line();
            blocks.forEach(block -> {
                if (block instanceof Table table) {
                    writePlain(table);
                } else {
                    block.write(this);
                }
            });
            html.close("details").line();
        }
    }

    /** Returns the ID of a chapter for links. It differs from the IDs of charts. */
    private static String id(Part chapter) {
        return id(chapter.heading());
    }

    /** Returns the ID of a heading for links. It differs from the IDs of charts. */
    static String id(String heading) {
        return "part/" + Slug.text(heading, "");
    }

    @Override
    public void table(Table table) {
        if (table.rows().size() <= unfoldedRows) {
            writePlain(table);
            return;
        }
        html.open("details")
                .element(
                        "summary",
                        Messages.text("report.rows", subject, table.rows().size()))
                .line();
        writePlain(table);
        html.close("details").line();
    }

    private void writePlain(Table table) {
        html.openScrollable("table", subject).open("table").open("thead").open("tr");
        for (Column column : table.columns()) {
            // An empty heading is not a header cell.
            html.element(column.heading().isEmpty() ? "td" : "th", column.heading(), heading(column.role()));
        }
        html.close("tr").close("thead").open("tbody").line();
        long all = table.rows().stream()
                .map(row -> row.cells().get(0).text())
                .distinct()
                .count();
        for (MergedRow row : mergedRows(table)) {
            html.open("tr");
            if (!row.variants().isEmpty()) {
                variants(row.variants(), all);
            }
            int first = table.columns().size() - row.cells().size();
            for (int i = 0; i < row.cells().size(); i++) {
                cell(row.cells().get(i), table.columns().get(first + i).role());
            }
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("div").line();
    }

    /** Returns the rows of a table. Rows that differ only in a first column of variants are merged. */
    private static List<MergedRow> mergedRows(Table table) {
        if (!table.columns().get(0).name().equals(VARIANT)) {
            return table.rows().stream()
                    .map(row -> new MergedRow(List.of(), row.cells()))
                    .toList();
        }
        List<MergedRow> merged = new ArrayList<>();
        Map<List<Cell>, MergedRow> last = new HashMap<>();
        for (Table.Row row : table.rows()) {
            String variant = row.cells().get(0).text();
            List<Cell> cells = row.cells().subList(1, row.cells().size());
            MergedRow same = last.get(cells);
            if (same == null || same.variants().contains(variant)) {
                same = new MergedRow(new ArrayList<>(), cells);
                last.put(cells, same);
                merged.add(same);
            }
            same.variants().add(variant);
        }
        return merged;
    }

    /** Adds the names of variants, or the number of variants if there are several and all are named. */
    private void variants(List<String> names, long all) {
        boolean counted = names.size() > 1 && names.size() == all;
        html.open("td", "dir", "auto").text(counted ? Messages.text("chart.all_variants", Math.toIntExact(all)) : "");
        for (int i = 0; i < names.size(); i++) {
            html.text(i == 0 || counted ? "" : ", ")
                    .element("span", names.get(i), "class", counted ? "variant unseen" : "variant");
        }
        html.close("td");
    }

    private void cell(Cell cell, Role role) {
        html.open("td", words(role));
        if (cell.tone() == OutcomeTone.PLAIN) {
            html.text(cell.text());
        } else {
            html.element("span", cell.text(), "class", cell.tone().name().toLowerCase(Locale.ROOT));
        }
        if (!cell.detail().isEmpty()) {
            html.element("small", cell.detail());
        }
        html.close("td");
    }

    private static String[] heading(Role role) {
        return switch (role) {
            case TEXT, OUTCOME -> ANY;
            case NUMBER -> NUMBER;
            case NAME -> NONE;
        };
    }

    private static String[] words(Role role) {
        return switch (role) {
            case TEXT, NAME -> ANY;
            case NUMBER -> NUMBER;
            case OUTCOME -> NONE;
        };
    }

    @Override
    public void note(Note note) {
        switch (note.kind()) {
            case NOTE ->
                html.element("p", SentenceTranslation.text(note.text())).line();
            case WARNING -> html.element("p", SentenceTranslation.text(note.text()), ANY);
            case FAILURE -> html.element("p", note.text(), "class", "bad");
        }
    }

    @Override
    public void items(Items items) {
        html.element("h3", SentenceTranslation.text(items.heading())).open("ul").line();
        items.items().forEach(item -> html.element("li", item, ANY).line());
        html.close("ul").line();
    }

    /** Adds moments. Of a long list, all but the beginning is folded, so that the content below it can be found. */
    @Override
    public void moments(Moments moments) {
        List<Moment> all = moments.moments();
        int shown = all.size() > FOLDED ? BEGINNING : all.size();
        story(all.subList(0, shown));
        if (shown < all.size()) {
            html.open("details")
                    .element("summary", Messages.text("report.more", all.size() - shown))
                    .line();
            story(all.subList(shown, all.size()));
            html.close("details").line();
        }
    }

    private void story(List<Moment> moments) {
        html.open("ol", "class", "story").line();
        for (Moment moment : moments) {
            html.open("li")
                    .element("time", moment.at())
                    .element("span", moment.text(), ANY)
                    .close("li")
                    .line();
        }
        html.close("ol").line();
    }

    @Override
    public void title(Title title) {
        subject = title.text();
        html.element("h3", title.text(), ANY).line();
    }

    @Override
    public void folded(FoldedTable folded) {
        subject = SentenceTranslation.text(folded.title());
        html.open("details");
        if (folded.named()) {
            html.element("summary", subject, ANY);
        } else {
            html.element("summary", subject).line();
        }
        writePlain(folded.table());
        html.close("details").line();
    }

    /** Adds a table with a column for each variant. Of a long table, all but the beginning is folded. */
    @Override
    public void events(EventTable events) {
        List<EventTable.Row> rows = events.rows();
        int shown = rows.size() > unfoldedRows ? unfoldedRows : rows.size();
        events(events.variants(), rows.subList(0, shown));
        if (shown < rows.size()) {
            html.open("details")
                    .element("summary", Messages.text("report.more_events", rows.size() - shown))
                    .line();
            events(events.variants(), rows.subList(shown, rows.size()));
            html.close("details").line();
        }
    }

    private void events(List<String> variants, List<EventTable.Row> rows) {
        boolean several = variants.size() > 1;
        html.openScrollable("table story", Messages.text("report.timeline"))
                .open("table")
                .open("thead")
                .open("tr");
        if (several) {
            html.element("th", Messages.text("report.event"));
            variants.forEach(variant -> html.element("th", variant, ANY));
        } else {
            html.element("th", Messages.text("report.time")).element("th", Messages.text("report.event"));
        }
        html.close("tr").close("thead").open("tbody").line();
        for (EventTable.Row row : rows) {
            html.open("tr");
            if (several) {
                html.element("td", row.text(), ANY);
            }
            row.times().forEach(this::times);
            if (!several) {
                html.element("td", row.text(), ANY);
            }
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("div").line();
    }

    private void times(List<String> times) {
        html.open("td");
        for (int i = 0; i < Math.min(TIMES, times.size()); i++) {
            html.text(i == 0 ? "" : ", ").element("time", times.get(i));
        }
        String more =
                times.size() > TIMES ? Messages.text("report.and_more", Integer.toString(times.size() - TIMES)) : "";
        html.text(times.isEmpty() ? "–" : more).close("td");
    }

    @Override
    public void picture(Picture picture) {
        html.open("figure", "id", picture.name())
                .openScrollable("still", Messages.text("report.chart"))
                .line()
                .raw(picture.svg())
                .close("div")
                .close("figure")
                .line();
    }
}
