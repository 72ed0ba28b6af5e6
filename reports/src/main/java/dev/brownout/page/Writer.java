package dev.brownout.page;

import dev.brownout.page.Block.Folded;
import dev.brownout.page.Block.Items;
import dev.brownout.page.Block.Moments;
import dev.brownout.page.Block.Note;
import dev.brownout.page.Block.Picture;
import dev.brownout.page.Block.Title;

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
    void folded(Folded folded);

    /** Who calls whom; nothing where a form has a picture of it, or no room. */
    default void flow(Block.Flow flow) {}

    /** A picture; nothing where a form has none. */
    void picture(Picture picture);
}
