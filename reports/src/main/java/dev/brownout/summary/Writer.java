package dev.brownout.summary;

import dev.brownout.summary.Block.FoldedTable;
import dev.brownout.summary.Block.Items;
import dev.brownout.summary.Block.Moments;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Block.Title;

/** Writer of blocks in one output format, one below the other. */
public interface Writer {
    /** Writes a table whole. */
    void table(Table table);

    /** Writes a note. */
    void note(Note note);

    /** Writes a list. */
    void items(Items items);

    /** Writes events. */
    void moments(Moments moments);

    /** Writes a table of events. Does nothing in formats that write them as {@link Block.Moments}. */
    default void events(Block.EventTable events) {}

    /** Writes the title of the blocks below it. */
    void title(Title title);

    /** Writes a table of secondary interest. */
    void folded(FoldedTable folded);

    /** Writes a call graph. Does nothing in formats that have an image of it, or no space. */
    default void flow(Block.Flow flow) {}

    /** Writes an image. Does nothing in formats without images. */
    void picture(Picture picture);
}
