/**
 * Several primaries with a full copy each: every one takes the writes of its callers and sends them to the others,
 * which find out where they meet writes that had not seen them.
 *
 * <p>A {@code RowWrite} is a committed write with all that it has seen of its row; a {@code Row} is what one node has
 * of a row, and decides what becomes of two writes; an {@code OwnLog} is what a node has committed, a {@code Feed}
 * brings it to one other node, and {@code Intake} applies there what has come. {@code Primaries} puts them together.
 */
package dev.brownout.component.database.multiprimary;
