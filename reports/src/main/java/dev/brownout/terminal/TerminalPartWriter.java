package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.QuantityFormat;
import dev.brownout.summary.Block;
import dev.brownout.summary.Block.FoldedTable;
import dev.brownout.summary.Block.Items;
import dev.brownout.summary.Block.Moment;
import dev.brownout.summary.Block.Moments;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Block.Title;
import dev.brownout.summary.Table;
import dev.brownout.summary.Writer;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.List;

/** Renders the blocks of a part as lines of a terminal. */
final class TerminalPartWriter implements Writer {
    /** Minimum width of the time column: the characters of a time below ten hours. */
    private static final int CLOCK = 7;

    private final int width;
    private final AnsiStyle ink;
    private final List<String> lines = new ArrayList<>();
    private boolean belowTable;

    private TerminalPartWriter(int width, AnsiStyle ink) {
        this.width = width;
        this.ink = ink;
    }

    /** Returns the lines of some blocks. */
    static List<String> lines(List<Block> blocks, int width, AnsiStyle ink) {
        TerminalPartWriter lines = new TerminalPartWriter(width, ink);
        for (Block block : blocks) {
            block.write(lines);
            lines.belowTable = block instanceof Table;
        }
        return lines.lines;
    }

    /** Adds a table, with a blank line between two tables. */
    @Override
    public void table(Table table) {
        if (belowTable) {
            lines.add("");
        }
        lines.addAll(TableLines.lines(table, width, ink));
    }

    @Override
    public void note(Note note) {
        if (note.kind() == Note.Kind.FAILURE) {
            lines.add("");
        }
        hanging(SentenceTranslation.text(note.text()), note.indent());
    }

    @Override
    public void items(Items items) {
        lines.add("");
        lines.add(SentenceTranslation.text(items.heading()));
        items.items().forEach(item -> hanging(item, 2));
    }

    @Override
    public void moments(Moments moments) {
        int clock =
                moments.moments().stream().mapToInt(one -> one.at().length()).reduce(CLOCK, Math::max);
        String margin = " ".repeat(clock + 2);
        for (Moment moment : moments.moments()) {
            List<String> wrapped = DisplayWidth.wrap(moment.text(), width - margin.length());
            lines.add(DisplayWidth.right(moment.at(), clock) + "  " + wrapped.get(0));
            wrapped.subList(1, wrapped.size()).forEach(line -> lines.add(margin + line));
        }
        if (moments.more() > 0) {
            lines.add(margin + Messages.text("report.dots_and_more", QuantityFormat.count(moments.more())));
        }
    }

    @Override
    public void title(Title title) {
        lines.add(title.text());
    }

    @Override
    public void folded(FoldedTable folded) {
        lines.add(SentenceTranslation.text(folded.title()));
        table(folded.table());
    }

    @Override
    public void picture(Picture picture) {
        // a terminal cannot show a picture
    }

    /** Adds a text in lines of the width with a hanging indent. Leading blanks are kept. */
    private void hanging(String text, int indent) {
        String margin = text.substring(0, text.length() - text.stripLeading().length());
        List<String> wrapped = DisplayWidth.wrap(text.strip(), width - indent);
        lines.add(margin + wrapped.get(0));
        wrapped.subList(1, wrapped.size()).forEach(line -> lines.add(" ".repeat(indent) + line));
    }
}
