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

/** Writes pieces of parts as elements of a page. Words that somebody chose may run from right to left. */
final class HtmlPartWriter implements Writer {
    private static final String[] NONE = {};
    private static final String[] ANY = {"dir", "auto"};
    private static final String[] NUMBER = {"class", "number"};
    /** A story of more than so many moments shows its beginning. */
    private static final int FOLDED = 40;

    private static final int BEGINNING = 30;

    private final HtmlBuilder html;
    /** What the tables that follow are about. */
    private String subject = "";

    HtmlPartWriter(HtmlBuilder html) {
        this.html = html;
    }

    /** Writes what of a part stands on a page: nothing where that is nothing, but for the heading of a chapter. */
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

    /** By what a chapter can be linked to: no chart is called so. */
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
            // A heading without a word heads nothing.
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

    /** A long story is folded but for its beginning: what stands below it is to be found. */
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
