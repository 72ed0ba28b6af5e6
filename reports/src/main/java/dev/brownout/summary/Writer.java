package dev.brownout.summary;

import dev.brownout.summary.Block.FoldedTable;
import dev.brownout.summary.Block.Items;
import dev.brownout.summary.Block.Moments;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Block.Title;

/** Writes pieces of parts in one form, one below the other. */
public interface Writer {
    /** A table of which all stands in this form. */
    void table(Table table);

    /** A sentence or several. */
    void note(Note note);

    /** A list. */
    void items(Items items);

    /** What happened. */
    void moments(Moments moments);

    /** What the pieces below are about. */
    void title(Title title);

    /** What few want to see. */
    void folded(FoldedTable folded);

    /** Who calls whom; nothing where a form has a picture of it, or no room. */
    default void flow(Block.Flow flow) {}

    /** A picture; nothing where a form has none. */
    void picture(Picture picture);
}
