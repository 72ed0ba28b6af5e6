package dev.brownout.html;

import dev.brownout.format.Slug;
import dev.brownout.summary.Block;
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
import java.util.List;
import java.util.Locale;

/** Renders the blocks of a part as elements of a page. User-defined texts may run from right to left. */
final class HtmlPartWriter implements Writer {
    private static final String[] NONE = {};
    private static final String[] ANY = {"dir", "auto"};
    private static final String[] NUMBER = {"class", "number"};
    /** Maximum number of moments that are shown unfolded. Of more moments, only the beginning is shown. */
    private static final int FOLDED = 40;

    private static final int BEGINNING = 30;

    private final HtmlBuilder html;
    /** Subject of the following tables. */
    private String subject = "";

    HtmlPartWriter(HtmlBuilder html) {
        this.html = html;
    }

    /**
     * Adds the blocks of a part for a page. A part without such blocks is omitted, except for the heading of a chapter.
     */
    void part(Part part) {
        List<Block> blocks = part.in(OutputFormat.HTML);
        if (!part.heading().isEmpty() && (part.chapter() || !blocks.isEmpty())) {
            subject = part.heading();
            if (part.chapter()) {
                html.element("h2", part.heading(), "id", id(part)).line();
            } else {
                html.element("h3", part.heading()).line();
            }
        }
        blocks.forEach(block -> block.write(this));
    }

    /** Returns the ID of a chapter for links. It differs from the IDs of charts. */
    static String id(Part chapter) {
        return "part/" + Slug.of(chapter.heading(), "");
    }

    @Override
    public void table(Table table) {
        html.open("div", "class", "table", "tabindex", "0", "role", "group", "aria-label", subject)
                .open("table")
                .open("thead")
                .open("tr");
        for (Column column : table.columns()) {
            // An empty heading is not a header cell.
            html.element(column.heading().isEmpty() ? "td" : "th", column.heading(), heading(column.role()));
        }
        html.close("tr").close("thead").open("tbody").line();
        for (Table.Row row : table.rows()) {
            html.open("tr");
            for (int i = 0; i < row.cells().size(); i++) {
                cell(row.cells().get(i), table.columns().get(i).role());
            }
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("div").line();
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
            case NOTE -> html.element("p", note.text()).line();
            case WARNING -> html.element("p", note.text(), ANY);
            case FAILURE -> html.element("p", note.text(), "class", "bad");
        }
    }

    @Override
    public void items(Items items) {
        html.element("h3", items.heading()).open("ul").line();
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
                    .element("summary", (all.size() - shown) + " more")
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
        subject = folded.title();
        html.open("details");
        if (folded.named()) {
            html.element("summary", folded.title(), ANY);
        } else {
            html.element("summary", folded.title()).line();
        }
        table(folded.table());
        html.close("details").line();
    }

    @Override
    public void picture(Picture picture) {
        html.open("figure", "id", picture.name())
                .open("div", "class", "still", "tabindex", "0", "role", "group", "aria-label", "chart")
                .line()
                .raw(picture.svg())
                .close("div")
                .close("figure")
                .line();
    }
}
