package dev.brownout.summary;

import dev.brownout.summary.Block.FoldedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of a page: pieces under a heading.
 *
 * @param heading empty for none
 * @param chapter whether the parts that follow belong to it, up to the next such one; it may have no pieces itself
 * @param pieces each with the forms in which it stands
 */
public record Part(String heading, boolean chapter, List<Piece> pieces) {
    /** A block and the forms in which it stands. */
    public record Piece(Block block, Set<OutputFormat> forms) {
        /** Takes the forms as they are now. */
        public Piece {
            forms = Set.copyOf(forms);
        }

        private Stream<Block> in(OutputFormat form) {
            if (!forms.contains(form)) {
                return Stream.empty();
            }
            if (block instanceof Table table) {
                Table shown = table.in(form);
                return shown.rows().isEmpty() ? Stream.empty() : Stream.of(shown);
            }
            return Stream.of(
                    block instanceof FoldedTable folded
                            ? new FoldedTable(
                                    folded.title(),
                                    folded.named(),
                                    folded.table().in(form))
                            : block);
        }
    }

    /** Takes the list as it is now. */
    public Part {
        pieces = List.copyOf(pieces);
    }

    /** A part without pieces. */
    public static Part of(String heading) {
        return new Part(heading, false, List.of());
    }

    /** A part without pieces to which the following ones belong. */
    public static Part chapter(String heading) {
        return new Part(heading, true, List.of());
    }

    /** The same with another piece, in some forms or in all. */
    public Part with(Block block, OutputFormat... forms) {
        List<Piece> more = new ArrayList<>(pieces);
        more.add(new Piece(Objects.requireNonNull(block), OutputFormat.some(forms)));
        return new Part(heading, chapter, more);
    }

    /** The same with other pieces, in some forms or in all. */
    public Part with(List<? extends Block> blocks, OutputFormat... forms) {
        Part part = this;
        for (Block block : blocks) {
            part = part.with(block, forms);
        }
        return part;
    }

    /** What of the part stands in a form: of tables its rows and columns, and none without a row. */
    public List<Block> in(OutputFormat form) {
        return pieces.stream().flatMap(piece -> piece.in(form)).toList();
    }
}
